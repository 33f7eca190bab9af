package io.spendhub.vouchers.people;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody who holds vouchers, as far as the organization says something of them.
 *
 * @param name what redemptions call them
 * @param metadata rules may ask for it, as {@code holder.metadata.}
 */
public record HolderView(
    UUID id, String name, HolderStatus status, Map<String, String> metadata, Instant createdAt) {}
