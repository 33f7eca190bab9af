package io.spendhub.vouchers.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes what is present of a shop.
 *
 * @param ifMatch the entity tags that the caller sent
 * @param changesAccepts whether {@code accepts} is what it shall accept from now on
 */
public record ChangeShop(
    ShopId id,
    Optional<String> ifMatch,
    Optional<String> name,
    boolean changesAccepts,
    Optional<List<UUID>> accepts,
    Optional<Map<String, String>> metadata,
    String requestId) {}
