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
public record PurchaseRequest(
    @NotNull UUID cardId,
    @NotNull @Amount Long amount,
    @NotNull @CurrencyCode String currency,
    @NotNull @Valid MerchantRequest merchant,
    @PlainText @Nullable String networkReference,
    @Valid @Nullable OriginalRequest original,
    @PastInstant @Nullable Instant occurredAt,
    @Metadata @Nullable Map<String, String> metadata)
    implements NetworkRequest {
  /** What its network reference is unique for, beside its card, where it is a force-post. */
  public static final String FORCE_POST = "FORCE_POST";

  /** The same, where it is an unlinked refund. */
  public static final String UNLINKED_REFUND = "UNLINKED_REFUND";

  /** What it tells of, once the wallet that the card draws on is known. */
  public Purchase purchase(UUID walletId) {
    return new Purchase(cardId, walletId, amount, currency, merchant.merchant());
  }
}
