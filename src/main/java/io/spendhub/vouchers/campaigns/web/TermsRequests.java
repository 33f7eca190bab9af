package io.spendhub.vouchers.campaigns.web;

import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.time.TimeZoneName;
import io.spendhub.vouchers.campaigns.CampaignLimits;
import io.spendhub.vouchers.campaigns.Discount;
import io.spendhub.vouchers.campaigns.Schedule;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.codes.CodeFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The terms of a campaign as a body states them, each part for itself. */
public final class TermsRequests {
  /** A time of day in whole minutes, as it is told and as it is shown. */
  private static final String MINUTES = "([01][0-9]|2[0-3]):[0-5][0-9](:00)?";

  private static final char DRAWN = '#';

  private TermsRequests() {}

  record DiscountRequest(
      @NotNull Discount.Kind kind, @NotNull Long value, @Nullable Long maxAmount) {
    Discount discount() {
      return new Discount(kind, value, number(maxAmount));
    }
  }

  record CodeRequest(
      @Nullable Integer length,
      @Size(max = 64) @Nullable String charset,
      @Size(max = 64) @Nullable String prefix,
      @Size(max = 64) @Nullable String suffix,
      @Size(max = 64) @Nullable String pattern,
      @Nullable Boolean checkDigit,
      @Nullable Boolean showOnce) {}

  record HoursRequest(
      @NotNull @Pattern(regexp = MINUTES) String from,
      @NotNull @Pattern(regexp = MINUTES) String to) {}

  record ScheduleRequest(
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @TimeZoneName @Nullable String timezone,
      @Size(max = 7) @Nullable List<@NotNull DayOfWeek> weekdays,
      @Valid @Nullable HoursRequest hours,
      @Pattern(regexp = "P([0-9]{1,4}[YMWD]){1,4}", message = "must be a period such as P30D")
          @Nullable String validFor) {}

  record LimitsRequest(
      @Nullable Long redemptions,
      @Nullable Long perVoucher,
      @Nullable Long perHolder,
      @Nullable Long budgetAmount) {}

  record StackingRequest(
      @NotNull Boolean stackable,
      @PlainText(max = 100) @Nullable String group,
      @Nullable Integer maxPerOrder) {
    Stacking stacking() {
      return new Stacking(
          stackable,
          Optional.ofNullable(group),
          maxPerOrder == null ? OptionalInt.empty() : OptionalInt.of(maxPerOrder));
    }
  }

  /** What generated codes look like: 12 characters unless something else is asked for. */
  static CodeFormat code(Optional<CodeRequest> request) {
    return request.map(TermsRequests::code).orElse(CodeFormat.DEFAULT);
  }

  private static CodeFormat code(CodeRequest request) {
    Optional<String> pattern = Optional.ofNullable(request.pattern());
    int length =
        Optional.ofNullable(request.length())
            .or(() -> pattern.map(text -> (int) text.chars().filter(c -> c == DRAWN).count()))
            .orElse(CodeFormat.DEFAULT.length());
    return new CodeFormat(
        length,
        Optional.ofNullable(request.charset()).orElse(CodeFormat.UNAMBIGUOUS),
        Optional.ofNullable(request.prefix()),
        Optional.ofNullable(request.suffix()),
        pattern,
        Boolean.TRUE.equals(request.checkDigit()),
        Boolean.TRUE.equals(request.showOnce()));
  }

  /**
   * When vouchers can be used; at any time unless something is said.
   *
   * @param organizationTimezone where none is named
   */
  static Schedule schedule(Optional<ScheduleRequest> request, String organizationTimezone) {
    return request
        .map(
            said ->
                new Schedule(
                    Optional.ofNullable(said.startsAt()),
                    Optional.ofNullable(said.endsAt()),
                    Optional.ofNullable(said.timezone()).orElse(organizationTimezone),
                    Set.copyOf(Optional.ofNullable(said.weekdays()).orElse(List.of())),
                    Optional.ofNullable(said.hours())
                        .map(
                            hours ->
                                new Schedule.Hours(
                                    LocalTime.parse(hours.from()), LocalTime.parse(hours.to()))),
                    Optional.ofNullable(said.validFor()).map(TermsRequests::period)))
        .orElseGet(
            () ->
                new Schedule(
                    Optional.empty(),
                    Optional.empty(),
                    organizationTimezone,
                    Set.of(),
                    Optional.empty(),
                    Optional.empty()));
  }

  private static Period period(String text) {
    try {
      return Period.parse(text);
    } catch (DateTimeParseException unordered) {
      throw io.spendhub.shared.Refusal.invalidField(
          "/schedule/validFor", "wrong_format", "must be a period such as P30D");
    }
  }

  static CampaignLimits limits(Optional<LimitsRequest> request) {
    return request
        .map(
            said ->
                new CampaignLimits(
                    number(said.redemptions()),
                    number(said.perVoucher()),
                    number(said.perHolder()),
                    number(said.budgetAmount())))
        .orElse(CampaignLimits.NONE);
  }

  public static OptionalLong number(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
