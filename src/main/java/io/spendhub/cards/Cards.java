package io.spendhub.cards;

import io.spendhub.shared.Later;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The cards of an organization, for the context that spends with them. */
public interface Cards {
  /** What never changes of a card; empty for unknown and foreign ids. */
  default Optional<CardTies> tiesOf(UUID organizationId, UUID cardId) {
    return Optional.ofNullable(ties(organizationId, List.of(cardId)).get(cardId));
  }

  /** The same for many cards; those that do not exist in the organization are left out. */
  Map<UUID, CardTies> ties(UUID organizationId, Collection<UUID> cardIds);

  /**
   * The states of some cards, on the primary and within the caller's transaction. They hold until
   * its end if the ledger accounts of the cards' wallets were locked before: whoever changes a card
   * locks that account first.
   *
   * @return those that exist in the organization
   */
  Later<Map<UUID, CardState>> states(UUID organizationId, Collection<UUID> cardIds);

  /** Keeps the merchant of the first purchase of some lines of replacements. */
  void bind(UUID organizationId, Map<UUID, String> merchantKeyByLine, Instant at);

  /** The ids of the cards in a line of replacements; none if there is no such line. */
  Collection<UUID> line(UUID organizationId, UUID firstCardId);

  /** The cards on some wallets, closed ones included; stable under the same locks. */
  Collection<CardState> onWallets(UUID organizationId, Collection<UUID> walletIds);

  /** The cards that a user holds, closed ones included; stable while the user's row is locked. */
  Collection<CardState> heldBy(UUID organizationId, UUID holderId);
}
