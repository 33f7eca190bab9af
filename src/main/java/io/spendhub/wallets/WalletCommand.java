package io.spendhub.wallets;

import io.spendhub.identity.OwnerType;
import io.spendhub.limits.LimitSpec;
import io.spendhub.shared.ExpectedVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is done to wallets, other than moving their money. */
public sealed interface WalletCommand {
  /**
   * Opens a wallet for a team or a user.
   *
   * @param currency ISO 4217, for good
   */
  record OpenWallet(
      UUID organizationId,
      OwnerType ownerType,
      UUID ownerId,
      String name,
      String currency,
      List<LimitSpec> limits,
      Map<String, String> metadata,
      String requestId)
      implements WalletCommand {}

  /** Changes what is present of a wallet. */
  record ChangeWallet(
      WalletId id,
      ExpectedVersion expected,
      Optional<String> name,
      Optional<List<LimitSpec>> limits,
      Optional<Map<String, String>> metadata,
      String requestId)
      implements WalletCommand {}
}
