package io.spendhub.wallets;

import io.spendhub.wallets.WalletView.BalanceView;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A top-up, a withdrawal or a transfer as the API answers it; its id is the ledger transfer's. */
public sealed interface MovementView {
  /** Money that came in or went out, and what the wallet then stood at. */
  record OneWallet(
      UUID id,
      UUID walletId,
      long amount,
      String currency,
      Optional<String> reference,
      BalanceView balance,
      Instant createdAt)
      implements MovementView {}

  /** Money that went from one wallet to another. */
  record TwoWallets(
      UUID id,
      UUID fromWalletId,
      UUID toWalletId,
      long amount,
      String currency,
      Optional<String> reference,
      Instant createdAt)
      implements MovementView {}
}
