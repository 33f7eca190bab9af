package io.spendhub.cards;

import io.spendhub.platform.security.Caller;
import io.spendhub.shared.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which cards a caller sees: a MEMBER those that they hold, and those on the wallets of teams that
 * they are an ADMIN of; everybody else all of the organization.
 */
public interface VisibleCards {
  /** The ids of those that the caller sees, closed ones included; empty for whoever sees all. */
  Optional<Set<UUID>> to(Caller caller);

  default boolean isVisible(Caller caller, UUID cardId) {
    return to(caller).map(visible -> visible.contains(cardId)).orElse(true);
  }

  /** 404 {@code card_not_found} as for one that does not exist. */
  default void require(Caller caller, UUID cardId) {
    if (!isVisible(caller, cardId)) {
      throw Refusal.notFound("card");
    }
  }
}
