package io.spendhub.cards.web;

import io.spendhub.cards.CardId;
import io.spendhub.cards.ReplaceCard;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A card in place of another. */
record ReplaceCardRequest(
    @NotNull ReplaceCard.Reason reason,
    @Nullable String number,
    @Min(1) @Max(12) @Nullable Integer expMonth,
    @Min(2000) @Max(9999) @Nullable Integer expYear,
    @Pattern(regexp = "[0-9]{4}", message = "must be four digits") @Nullable String last4,
    @PlainText @Nullable String tokenRef) {

  ReplaceCard command(CardId id, String requestId) {
    return new ReplaceCard(
        id,
        reason,
        IssueCardRequest.details(number, expMonth, expYear, last4, tokenRef),
        requestId);
  }

  /** The same request, with its number in a form that can be kept. */
  ReplaceCardRequest concealing(UnaryOperator<String> conceal) {
    return new ReplaceCardRequest(
        reason, number == null ? null : conceal.apply(number), expMonth, expYear, last4, tokenRef);
  }

  /** Without the number, so that no log line can hold it. */
  @Override
  public String toString() {
    return "ReplaceCardRequest[reason=" + reason + "]";
  }
}
