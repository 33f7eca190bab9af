package io.spendhub.wallets;

import io.spendhub.ledger.Lane;
import io.spendhub.ledger.MoneyCommand;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an owner does with the money of a wallet; amounts in minor units, at least 1. */
public sealed interface WalletMoneyCommand extends MoneyCommand {
  long amount();

  String currency();

  Optional<String> reference();

  /** Money comes in from outside. */
  record TopUp(UUID walletId, long amount, String currency, Optional<String> reference)
      implements WalletMoneyCommand {
    @Override
    public Collection<UUID> accountIds() {
      return List.of(walletId);
    }

    @Override
    public Lane lane() {
      return Lane.ofWallet(walletId);
    }
  }

  /** Money goes back outside. */
  record Withdraw(UUID walletId, long amount, String currency, Optional<String> reference)
      implements WalletMoneyCommand {
    @Override
    public Collection<UUID> accountIds() {
      return List.of(walletId);
    }

    @Override
    public Lane lane() {
      return Lane.ofWallet(walletId);
    }
  }

  /** Money goes from one wallet to another of the same currency. */
  record TransferMoney(
      UUID fromWalletId, UUID toWalletId, long amount, String currency, Optional<String> reference)
      implements WalletMoneyCommand {
    @Override
    public Collection<UUID> accountIds() {
      return List.of(fromWalletId, toWalletId);
    }

    @Override
    public Lane lane() {
      return Lane.ofWallet(fromWalletId);
    }
  }
}
