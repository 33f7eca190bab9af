package io.spendhub.wallets;

import io.spendhub.identity.OwnerType;
import io.spendhub.shared.Later;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The wallets of an organization, for the contexts that spend from them. */
public interface Wallets {
  /**
   * The states of some wallets, on the primary and within the caller's transaction. They hold until
   * its end if the wallets' ledger accounts were locked before: whoever changes a wallet locks its
   * account first.
   *
   * @return those that exist in the organization
   */
  Later<Map<UUID, WalletState>> states(UUID organizationId, Collection<UUID> walletIds);

  /** The wallets that a team or a user owns, closed ones included. */
  List<UUID> ownedBy(UUID organizationId, OwnerType type, UUID ownerId);

  /** Whether the organization has all of these wallets; one that it has it keeps for good. */
  boolean exist(UUID organizationId, Collection<UUID> walletIds);
}
