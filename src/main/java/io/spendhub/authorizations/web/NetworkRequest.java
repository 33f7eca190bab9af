package io.spendhub.authorizations.web;

import io.spendhub.authorizations.AuthorizationCommand.Note;
import io.spendhub.authorizations.Original;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.Coherent;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.shared.Countries;
import io.spendhub.shared.Merchant;
import io.spendhub.shared.Refusal.FieldError;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What card networks tell of an amount, in the wallet's currency and perhaps in another. */
@Coherent
public interface NetworkRequest extends Coherent.Body {
  @Nullable Long amount();

  @Nullable OriginalRequest original();

  @Nullable String networkReference();

  @Nullable Instant occurredAt();

  @Nullable Map<String, String> metadata();

  /** What it tells beside its amount. */
  default Note note() {
    return new Note(
        Optional.ofNullable(original()).map(OriginalRequest::original),
        Optional.ofNullable(networkReference()),
        Optional.ofNullable(occurredAt()),
        Optional.ofNullable(metadata()).orElse(Map.of()));
  }

  /** The same with other texts for what is not to be kept as it was told. */
  default NetworkRequest concealing(UnaryOperator<String> concealed) {
    return this;
  }

  /** Whether it asks for nothing but whether the account would do. */
  default boolean verifies() {
    return Optional.ofNullable(amount()).filter(asked -> asked == 0).isPresent();
  }

  /**
   * Something is not bought for nothing; what is less than a minor unit may well be billed as 0.
   */
  @Override
  default Optional<FieldError> contradiction() {
    return Optional.ofNullable(original())
        .flatMap(told -> Optional.ofNullable(told.amount()))
        .filter(told -> told == 0 && !verifies())
        .map(
            nothing ->
                new FieldError(
                    "/original/amount", "out_of_range", "Only where the amount is 0 it may be 0."));
  }

  /** The amount at the merchant, in the merchant's currency. */
  record OriginalRequest(
      @NotNull @Amount(min = 0) Long amount, @NotNull @CurrencyCode String currency) {
    Original original() {
      return new Original(amount, currency);
    }
  }

  /** A merchant as a network tells of it; the country is any text. */
  record MerchantRequest(
      @NotNull @PlainText(max = 200) String name,
      @Pattern(regexp = "[0-9]{4}", message = "must be four digits") @Nullable String mcc,
      @PlainText(max = 100, mayBeBlank = true) @Nullable String country,
      @PlainText(max = 100) @Nullable String id) {

    Merchant merchant() {
      return new Merchant(
          name,
          Optional.ofNullable(mcc),
          Optional.ofNullable(country).filter(told -> !told.isBlank()).map(MerchantRequest::kept),
          Optional.ofNullable(id));
    }

    /** Codes that were always kept as alpha-2 still are; all else is kept as it was told. */
    private static String kept(String country) {
      return Countries.alpha2(country).orElse(country);
    }
  }
}
