package io.spendhub.wallets.web;

import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.shared.Refusal;
import io.spendhub.wallets.WalletMoneyCommand.TransferMoney;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record TransferRequest(
    @NotNull UUID fromWalletId,
    @NotNull UUID toWalletId,
    @NotNull @Amount Long amount,
    @NotNull @CurrencyCode String currency,
    @PlainText @Nullable String reference) {

  TransferMoney command() {
    if (fromWalletId.equals(toWalletId)) {
      throw Refusal.invalidField(
          "/toWalletId", "same_wallet", "A transfer goes from one wallet to another.");
    }
    return new TransferMoney(
        fromWalletId, toWalletId, amount, currency, Optional.ofNullable(reference));
  }
}
