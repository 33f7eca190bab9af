package io.spendhub.vouchers.people;

import java.util.Map;
import java.util.Optional;

/**
 * Changes what is present of a holder.
 *
 * @param ifMatch the entity tags that the caller sent
 */
public record ChangeHolder(
    HolderId id,
    Optional<String> ifMatch,
    Optional<String> name,
    Optional<Map<String, String>> metadata) {}
