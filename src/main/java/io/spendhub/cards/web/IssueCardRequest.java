package io.spendhub.cards.web;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardDetails;
import io.spendhub.cards.CardType;
import io.spendhub.cards.IssueCard;
import io.spendhub.limits.LimitSpec;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A new card; either its number or what the processor tells of it, or neither. */
record IssueCardRequest(
    @NotNull UUID walletId,
    @NotNull UUID holderId,
    @NotNull CardType type,
    @PlainText(max = 200) @Nullable String memo,
    @Nullable String number,
    @Min(1) @Max(12) @Nullable Integer expMonth,
    @Min(2000) @Max(9999) @Nullable Integer expYear,
    @Pattern(regexp = "[0-9]{4}", message = "must be four digits") @Nullable String last4,
    @PlainText @Nullable String tokenRef,
    @Size(max = 6) @Nullable List<LimitSpec> limits,
    @Valid @Nullable ControlsRequest controls,
    @Metadata @Nullable Map<String, String> metadata) {

  IssueCard command(UUID organizationId, String timezone, String requestId) {
    return new IssueCard(
        organizationId,
        walletId,
        holderId,
        type,
        Optional.ofNullable(memo),
        details(number, expMonth, expYear, last4, tokenRef),
        Optional.ofNullable(limits).orElse(List.of()),
        Optional.ofNullable(controls).map(c -> c.controls(timezone)).orElse(CardControls.NONE),
        Optional.ofNullable(metadata).orElse(Map.of()),
        requestId);
  }

  /** The same request, with its number in a form that can be kept. */
  IssueCardRequest concealing(UnaryOperator<String> conceal) {
    return new IssueCardRequest(
        walletId,
        holderId,
        type,
        memo,
        number == null ? null : conceal.apply(number),
        expMonth,
        expYear,
        last4,
        tokenRef,
        limits,
        controls,
        metadata);
  }

  /** What a request tells of a card; a number brings its own last four digits. */
  static CardDetails details(
      @Nullable String number,
      @Nullable Integer expMonth,
      @Nullable Integer expYear,
      @Nullable String last4,
      @Nullable String tokenRef) {
    if (number != null && last4 != null) {
      throw Refusal.invalidField("/last4", "not_allowed", "The number tells its last digits.");
    }
    if ((expMonth == null) != (expYear == null)) {
      throw Refusal.invalidField(
          expMonth == null ? "/expMonth" : "/expYear", "required", "An expiry has both.");
    }
    return new CardDetails(
        Optional.ofNullable(number),
        expMonth == null || expYear == null
            ? Optional.empty()
            : Optional.of(YearMonth.of(expYear, expMonth)),
        Optional.ofNullable(last4),
        Optional.ofNullable(tokenRef));
  }

  /** Without the number, so that no log line can hold it. */
  @Override
  public String toString() {
    return "IssueCardRequest[walletId=" + walletId + "]";
  }
}
