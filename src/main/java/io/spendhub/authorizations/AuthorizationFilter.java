package io.spendhub.authorizations;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which authorizations a list shows.
 *
 * @param from earliest creation, included
 * @param to latest creation, excluded
 */
public record AuthorizationFilter(
    Optional<UUID> cardId,
    Optional<UUID> walletId,
    Optional<AuthorizationStatus> status,
    Optional<Decision> decision,
    Optional<Instant> from,
    Optional<Instant> to) {}
