package io.spendhub.authorizations.web;

import io.spendhub.authorizations.Original;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import jakarta.validation.constraints.NotNull;

/** The amount at the merchant, in the merchant's currency. */
record OriginalRequest(
    @NotNull @Amount(min = 0) Long amount, @NotNull @CurrencyCode String currency) {
  Original original() {
    return new Original(amount, currency);
  }
}
