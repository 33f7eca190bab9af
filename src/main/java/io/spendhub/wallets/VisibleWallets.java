package io.spendhub.wallets;

import io.spendhub.platform.security.Caller;
import io.spendhub.shared.Refusal;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which wallets a caller sees: a MEMBER their own, everybody else all of the organization. */
public interface VisibleWallets {
  /** The ids of the wallets of users and teams, closed ones included. */
  Set<UUID> of(UUID organizationId, Collection<UUID> owners);

  /** The ids of those that the caller sees; empty for whoever sees all. */
  default Optional<Set<UUID>> to(Caller caller) {
    return caller.onlyOwn().map(own -> of(caller.organizationId(), own.owners()));
  }

  /** 404 {@code wallet_not_found} as for one that does not exist. */
  default void require(Caller caller, UUID walletId) {
    if (to(caller).filter(visible -> !visible.contains(walletId)).isPresent()) {
      throw Refusal.notFound("wallet");
    }
  }
}
