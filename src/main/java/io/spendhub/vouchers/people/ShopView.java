package io.spendhub.vouchers.people;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A shop that takes vouchers.
 *
 * @param name what redemptions call it
 * @param accepts the campaigns whose vouchers it takes; of every campaign if absent
 */
public record ShopView(
    UUID id,
    String name,
    Optional<List<UUID>> accepts,
    Map<String, String> metadata,
    Instant createdAt) {}
