package io.spendhub.authorizations.web;

import io.spendhub.authorizations.AuthorizationCommand.AskedVoucher;
import io.spendhub.authorizations.AuthorizationCommand.Authorize;
import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PastInstant;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.shared.Refusal.FieldError;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A purchase that asks to be approved, or with an amount of 0 whether the account would do. */
public record AuthorizeRequest(
    @NotNull UUID cardId,
    @NotNull @Amount(min = 0) Long amount,
    @NotNull @CurrencyCode String currency,
    @NotNull @Valid MerchantRequest merchant,
    @PlainText @Nullable String networkReference,
    @Nullable Boolean partialApprovalAllowed,
    @Size(min = 1, max = 64) @Nullable String voucherCode,
    @Valid @Nullable OriginalRequest original,
    @PastInstant @Nullable Instant occurredAt,
    @Metadata @Nullable Map<String, String> metadata)
    implements NetworkRequest {
  /** What a network reference of a purchase is unique for, beside its card. */
  public static final String KIND = "AUTHORIZATION";

  /** A voucher has nothing to pay of nothing. */
  @Override
  public Optional<FieldError> contradiction() {
    return verifies() && voucherCode != null
        ? Optional.of(
            new FieldError("/voucherCode", "not_allowed", "Nothing is paid where the amount is 0."))
        : NetworkRequest.super.contradiction();
  }

  /** The command, once the wallet that the card draws on is known. */
  public Function<UUID, Authorize> command(Optional<AskedVoucher> voucher) {
    return walletId ->
        new Authorize(
            new Purchase(cardId, walletId, amount, currency, merchant.merchant()),
            Optional.ofNullable(partialApprovalAllowed).orElse(false),
            voucher,
            note());
  }

  /** The same with another text for the voucher's code. */
  @Override
  public AuthorizeRequest concealing(UnaryOperator<String> concealed) {
    if (voucherCode == null) {
      return this;
    }
    return new AuthorizeRequest(
        cardId,
        amount,
        currency,
        merchant,
        networkReference,
        partialApprovalAllowed,
        concealed.apply(voucherCode),
        original,
        occurredAt,
        metadata);
  }
}
