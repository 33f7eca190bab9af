package io.spendhub.cards.web;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardControls.Choice;
import io.spendhub.cards.MccGroup;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.time.TimeZoneName;
import io.spendhub.shared.Countries;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.WeeklyHours;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Controls as a caller states them; countries as alpha-2 or alpha-3. */
record ControlsRequest(
    @Valid @Nullable Codes mcc,
    @Valid @Nullable Groups mccGroup,
    @Valid @Nullable Texts merchantId,
    @Valid @Nullable Texts country,
    @Valid @Nullable Hours schedule) {

  /** A time of day in whole minutes, as it is told and as it is shown. */
  private static final String MINUTES = "([01][0-9]|2[0-3]):[0-5][0-9](:00)?";

  record Codes(
      @Size(min = 1, max = 500) @Nullable List<@NotNull @Pattern(regexp = "[0-9]{4}") String> allow,
      @Size(max = 500) @Nullable List<@NotNull @Pattern(regexp = "[0-9]{4}") String> deny) {}

  record Groups(
      @Size(min = 1) @Nullable List<@NotNull MccGroup> allow,
      @Nullable List<@NotNull MccGroup> deny) {}

  record Texts(
      @Size(min = 1, max = 500) @Nullable List<@NotNull @PlainText(max = 100) String> allow,
      @Size(max = 500) @Nullable List<@NotNull @PlainText(max = 100) String> deny) {}

  record Hours(
      @NotNull @NotEmpty List<@NotNull DayOfWeek> weekdays,
      @NotNull @Pattern(regexp = MINUTES) String from,
      @NotNull @Pattern(regexp = MINUTES) String to,
      @TimeZoneName @Nullable String timezone) {}

  /**
   * What the card shall keep.
   *
   * @param organizationTimezone for a schedule that names none
   */
  CardControls controls(String organizationTimezone) {
    return new CardControls(
        Optional.ofNullable(mcc).map(c -> choice("mcc", c.allow(), c.deny(), code -> code)),
        Optional.ofNullable(mccGroup)
            .map(c -> choice("mccGroup", c.allow(), c.deny(), group -> group)),
        Optional.ofNullable(merchantId)
            .map(c -> choice("merchantId", c.allow(), c.deny(), id -> id)),
        Optional.ofNullable(country)
            .map(c -> choice("country", c.allow(), c.deny(), ControlsRequest::alpha2)),
        Optional.ofNullable(schedule).map(hours -> schedule(hours, organizationTimezone)));
  }

  private static <T> Choice<T> choice(
      String control, @Nullable List<T> allow, @Nullable List<T> deny, Function<T, T> stored) {
    if (allow == null && deny == null) {
      throw Refusal.invalidField(
          "/controls/" + control, "required", "A control needs an allow list or a deny list.");
    }
    return new Choice<>(
        Optional.ofNullable(allow).map(list -> set(list, stored)),
        Optional.ofNullable(deny).map(list -> set(list, stored)));
  }

  private static <T> Set<T> set(List<T> list, Function<T, T> stored) {
    Set<T> set = new LinkedHashSet<>();
    list.forEach(element -> set.add(stored.apply(element)));
    return set;
  }

  private static String alpha2(String code) {
    return Countries.alpha2(code)
        .orElseThrow(
            () ->
                Refusal.invalidField(
                    "/controls/country", "unknown_country", "Not an ISO 3166-1 country code."));
  }

  private static WeeklyHours schedule(Hours hours, String organizationTimezone) {
    return new WeeklyHours(
        Set.copyOf(hours.weekdays()),
        LocalTime.parse(hours.from()),
        LocalTime.parse(hours.to()),
        Optional.ofNullable(hours.timezone()).orElse(organizationTimezone));
  }
}
