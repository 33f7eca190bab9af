package io.spendhub.testing;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardControls.Choice;
import io.spendhub.cards.MccGroup;
import io.spendhub.shared.WeeklyHours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/** Controls that name one thing each; {@link GivenCard#with(CardControls)} adds them up. */
public final class GivenControls {
  private static final CardControls NONE = CardControls.NONE;

  private GivenControls() {}

  @SafeVarargs
  @SuppressWarnings("varargs") // Set.of copies the array
  public static <T> Choice<T> allowing(T... values) {
    return new Choice<>(Optional.of(Set.of(values)), Optional.empty());
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Set.of copies the array
  public static <T> Choice<T> denying(T... values) {
    return new Choice<>(Optional.empty(), Optional.of(Set.of(values)));
  }

  /** The first list is allowed, less what the second denies. */
  public static <T> Choice<T> both(Choice<T> allowing, Choice<T> denying) {
    return new Choice<>(allowing.allow(), denying.deny());
  }

  public static CardControls onMcc(Choice<String> choice) {
    return new CardControls(
        Optional.of(choice), NONE.mccGroup(), NONE.merchantId(), NONE.country(), NONE.schedule());
  }

  public static CardControls onMccGroup(Choice<MccGroup> choice) {
    return new CardControls(
        NONE.mcc(), Optional.of(choice), NONE.merchantId(), NONE.country(), NONE.schedule());
  }

  public static CardControls onMerchantId(Choice<String> choice) {
    return new CardControls(
        NONE.mcc(), NONE.mccGroup(), Optional.of(choice), NONE.country(), NONE.schedule());
  }

  public static CardControls onCountry(Choice<String> choice) {
    return new CardControls(
        NONE.mcc(), NONE.mccGroup(), NONE.merchantId(), Optional.of(choice), NONE.schedule());
  }

  /** Hours of some weekdays in a timezone, written as {@code 22:00}. */
  public static CardControls onSchedule(
      String from, String to, String timezone, DayOfWeek... weekdays) {
    WeeklyHours schedule =
        new WeeklyHours(Set.of(weekdays), LocalTime.parse(from), LocalTime.parse(to), timezone);
    return new CardControls(
        NONE.mcc(), NONE.mccGroup(), NONE.merchantId(), NONE.country(), Optional.of(schedule));
  }

  static CardControls merged(CardControls some, CardControls more) {
    return new CardControls(
        more.mcc().or(some::mcc),
        more.mccGroup().or(some::mccGroup),
        more.merchantId().or(some::merchantId),
        more.country().or(some::country),
        more.schedule().or(some::schedule));
  }
}
