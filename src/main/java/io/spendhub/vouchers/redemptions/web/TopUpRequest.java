package io.spendhub.vouchers.redemptions.web;

import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import jakarta.validation.constraints.NotNull;

record TopUpRequest(@NotNull @Amount Long amount, @NotNull @CurrencyCode String currency) {}
