package io.spendhub.limits.domain;

import static io.spendhub.testing.GivenLimit.aLimit;
import static io.spendhub.testing.Price.pence;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.limits.LimitWindow;
import io.spendhub.testing.GivenLimit;
import io.spendhub.testing.Property;
import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When spending crosses a threshold of a limit: 80 or 100 percent of its amount or its count. */
class LimitThresholdsTest {
  private static final UUID OWNER = new UUID(0, 1);
  private static final GivenLimit DAILY = aLimit(LimitWindow.DAILY);

  @ParameterizedTest(name = "of {0}: from {1} to {2} crosses {3}")
  @CsvSource({
    // limit, used before, used after, percent (0: none)
    "100, 0, 79, 0",
    "100, 0, 80, 80",
    "100, 79, 80, 80",
    "100, 80, 81, 0",
    "100, 80, 99, 0",
    "100, 99, 100, 100",
    "100, 80, 100, 100",
    "100, 0, 100, 100",
    "100, 100, 150, 0",
    "100, 0, 150, 100",
    // What is given back crosses nothing, and what follows crosses anew.
    "100, 100, 79, 0",
    "100, 100, 80, 0",
    "100, 79, 100, 100",
    "100, 80, 80, 0",
    // Thresholds between whole units are reached at the next one.
    "1, 0, 1, 100",
    "2, 0, 1, 0",
    "2, 1, 2, 100",
    "3, 1, 2, 0",
    "3, 2, 3, 100",
    "4, 2, 3, 0",
    "5, 3, 4, 80",
    "6, 3, 4, 0",
    "6, 4, 5, 80",
    "99, 79, 80, 80",
    "101, 79, 80, 0",
    "101, 80, 81, 80",
    // A limit of nothing is reached before anything is spent.
    "0, 0, 1, 0",
    "0, 0, 0, 0",
    // 2^63-1: 80 percent of it are 7378697629483820645.6
    "9223372036854775807, 0, 7378697629483820645, 0",
    "9223372036854775807, 7378697629483820645, 7378697629483820646, 80",
    "9223372036854775807, 7378697629483820646, 9223372036854775806, 0",
    "9223372036854775807, 9223372036854775806, 9223372036854775807, 100",
    "9223372036854775807, 0, 9223372036854775807, 100",
  })
  void a_threshold_is_crossed_from_below(long limit, long before, long after, int percent) {
    OptionalInt expected = percent == 0 ? OptionalInt.empty() : OptionalInt.of(percent);
    GivenLimit ofAmount = DAILY.of(pence(limit));
    GivenLimit ofCount = DAILY.ofPurchases(limit);

    assertThat(crossed(ofAmount.after(pence(before), 0), ofAmount.after(pence(after), 0)))
        .as("by amount")
        .isEqualTo(expected);
    assertThat(crossed(ofCount.after(pence(0), before), ofCount.after(pence(0), after)))
        .as("by count")
        .isEqualTo(expected);
  }

  @Test
  void what_is_not_limited_crosses_nothing() {
    GivenLimit ofAmount = DAILY.of(pence(100));
    GivenLimit ofCount = DAILY.ofPurchases(100);

    assertThat(crossed(ofAmount.after(pence(0), 0), ofAmount.after(pence(0), 1_000))).isEmpty();
    assertThat(crossed(ofCount.after(pence(0), 0), ofCount.after(pence(1_000), 0))).isEmpty();
  }

  @Test
  void of_amount_and_count_crossed_at_once_the_higher_is_told() {
    GivenLimit both = DAILY.of(pence(100)).ofPurchases(2);

    assertThat(crossed(both.after(pence(10), 1), both.after(pence(85), 2))).hasValue(100);
    assertThat(crossed(both.after(pence(10), 0), both.after(pence(85), 1))).hasValue(80);
    assertThat(crossed(both.after(pence(90), 1), both.after(pence(95), 2))).hasValue(100);
  }

  @Test
  void a_crossing_is_that_of_exact_arithmetic() {
    Property.holdsForAny(
        random -> {
          long limit = random.nextLong() >>> random.nextInt(1, 64);
          long before = near(limit, random.nextInt(-3, 4), random.nextBoolean());
          long after = near(limit, random.nextInt(-3, 4), random.nextBoolean());

          OptionalInt expected =
              reaches(limit, before, after, 100)
                  ? OptionalInt.of(100)
                  : reaches(limit, before, after, 80) ? OptionalInt.of(80) : OptionalInt.empty();
          GivenLimit given = DAILY.of(pence(limit));
          assertThat(crossed(given.after(pence(before), 0), given.after(pence(after), 0)))
              .as("%d: %d to %d", limit, before, after)
              .isEqualTo(expected);
        });
  }

  private static long near(long limit, int units, boolean whole) {
    BigInteger threshold =
        BigInteger.valueOf(limit)
            .multiply(BigInteger.valueOf(whole ? 100 : 80))
            .divide(BigInteger.valueOf(100));
    return threshold
        .add(BigInteger.valueOf(units))
        .max(BigInteger.ZERO)
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }

  private static boolean reaches(long limit, long before, long after, int percent) {
    BigInteger threshold = BigInteger.valueOf(limit).multiply(BigInteger.valueOf(percent));
    return hundredfold(before).compareTo(threshold) < 0
        && hundredfold(after).compareTo(threshold) >= 0;
  }

  private static BigInteger hundredfold(long amount) {
    return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(100));
  }

  private static OptionalInt crossed(GivenLimit before, GivenLimit after) {
    return LimitThresholds.crossed(before.usage(OWNER), after.usage(OWNER));
  }
}
