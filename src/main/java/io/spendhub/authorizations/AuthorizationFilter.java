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
    Optional<Instant> to) {

  /** Whether only declined ones are asked for: status and decision say the same of them. */
  public boolean declined() {
    return decision.filter(Decision.DECLINED::equals).isPresent()
        || status.filter(AuthorizationStatus.DECLINED::equals).isPresent();
  }

  /** Whether status and decision exclude each other. */
  public boolean matchesNothing() {
    return status.isPresent()
        && decision.isPresent()
        && (status.get() == AuthorizationStatus.DECLINED) != (decision.get() == Decision.DECLINED);
  }
}
