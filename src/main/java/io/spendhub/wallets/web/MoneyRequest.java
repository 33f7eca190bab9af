package io.spendhub.wallets.web;

import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A top-up or a withdrawal. */
record MoneyRequest(
    @NotNull @Amount Long amount,
    @NotNull @CurrencyCode String currency,
    @PlainText @Nullable String reference) {

  Optional<String> referenceIfAny() {
    return Optional.ofNullable(reference);
  }
}
