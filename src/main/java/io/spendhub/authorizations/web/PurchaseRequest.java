package io.spendhub.authorizations.web;

import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PastInstant;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A force-post or an unlinked refund. */
record PurchaseRequest(
    @NotNull UUID cardId,
    @NotNull @Amount Long amount,
    @NotNull @CurrencyCode String currency,
    @NotNull @Valid MerchantRequest merchant,
    @PlainText @Nullable String networkReference,
    @Valid @Nullable OriginalRequest original,
    @PastInstant @Nullable Instant occurredAt,
    @Metadata @Nullable Map<String, String> metadata)
    implements NetworkRequest {

  Purchase purchase(UUID walletId) {
    return new Purchase(cardId, walletId, amount, currency, merchant.merchant());
  }
}
