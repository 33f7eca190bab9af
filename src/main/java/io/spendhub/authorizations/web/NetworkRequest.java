package io.spendhub.authorizations.web;

import io.spendhub.platform.http.validation.Coherent;
import io.spendhub.shared.Refusal.FieldError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What card networks tell of an amount, in the wallet's currency and perhaps in another. */
@Coherent
interface NetworkRequest extends Coherent.Body {
  @Nullable Long amount();

  @Nullable OriginalRequest original();

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
}
