package io.spendhub.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.shared.Refusal;
import io.spendhub.testing.MovedClock;
import io.spendhub.testing.api.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often somebody may guess wrong. */
class GuessLimitTest {
  private static final String CALLER = "key-1";
  private static final String ADDRESS = "192.0.2.1";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final GuessLimit limit = new GuessLimit(clock.clock(), OptionalLong.empty());

  @Test
  void what_is_found_costs_nothing() {
    for (int i = 0; i < 1_000; i++) {
      find(limit);
    }

    guess(60, CALLER, ADDRESS);
  }

  @Test
  void a_look_up_that_fails_is_no_guess() {
    for (int i = 0; i < 1_000; i++) {
      assertThatThrownBy(() -> limit.limited(CALLER, ADDRESS, GuessLimitTest::broken))
          .isInstanceOf(IllegalStateException.class);
    }

    guess(60, CALLER, ADDRESS);
  }

  private static Optional<String> broken() {
    throw new IllegalStateException("the database is away");
  }

  @Test
  void sixty_wrong_guesses_a_minute_are_possible_and_no_more() {
    guess(60, CALLER, ADDRESS);

    Refusal refusal = refusal(limit);
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
    assertThat(refusal.code()).isEqualTo("too_many_guesses");
  }

  @Test
  void who_is_refused_is_told_the_true_wait() {
    GuessLimit four = new GuessLimit(clock.clock(), OptionalLong.of(4));
    for (int i = 0; i < 4; i++) {
      four.limited(CALLER, ADDRESS, Optional::empty);
    }

    assertThat(refusal(four).retryAfter()).contains(Duration.ofSeconds(15));
    after(Duration.ofSeconds(5));
    assertThat(refusal(four).retryAfter()).contains(Duration.ofSeconds(10));
    assertThat(refusal(four).detail()).endsWith("Try again in 10 seconds.");
    after(Duration.ofSeconds(10));
    find(four);
  }

  @Test
  void a_guess_comes_back_each_second() {
    guess(60, CALLER, ADDRESS);

    after(Duration.ofMillis(999));
    assertRefused(CALLER, ADDRESS);
    after(Duration.ofMillis(1));
    guess(1, CALLER, ADDRESS);
    assertRefused(CALLER, ADDRESS);
  }

  @Test
  void guesses_are_not_saved_up_beyond_a_minute() {
    guess(60, CALLER, ADDRESS);

    after(Duration.ofDays(1));

    guess(60, CALLER, ADDRESS);
    assertRefused(CALLER, ADDRESS);
  }

  @Test
  void a_caller_who_changes_its_address_is_known_by_its_key() {
    for (int i = 0; i < 60; i++) {
      guess(1, CALLER, "192.0.2." + i);
    }

    assertRefused(CALLER, "198.51.100.1");
    guess(1, "key-2", "198.51.100.1");
  }

  @Test
  void an_address_that_changes_its_key_is_known_by_itself() {
    for (int i = 0; i < 60; i++) {
      guess(1, "key-" + i, ADDRESS);
    }

    assertRefused("key-60", ADDRESS);
    guess(1, "key-60", "198.51.100.1");
  }

  @Test
  void a_key_that_is_named_as_an_address_is_not_one() {
    guess(60, ADDRESS, "198.51.100.1");

    guess(1, CALLER, ADDRESS);
  }

  @Test
  void of_many_guesses_at_once_no_more_are_made_than_are_left() {
    AtomicInteger made = new AtomicInteger();

    Together.run(150, guess -> attempt(made));

    assertThat(made).hasValue(60);
    after(Duration.ofSeconds(1));
    find(limit);
  }

  private boolean attempt(AtomicInteger made) {
    try {
      limit.limited(
          CALLER,
          ADDRESS,
          () -> {
            made.incrementAndGet();
            return Optional.empty();
          });
      return true;
    } catch (Refusal tooMany) {
      return false;
    }
  }

  @Test
  void many_who_know_their_codes_are_never_refused_however_few_guesses_are_left() {
    GuessLimit one = new GuessLimit(clock.clock(), OptionalLong.of(1));

    assertThat(Together.run(64, shop -> one.limited(CALLER, ADDRESS, () -> Optional.of("voucher"))))
        .allMatch(Optional::isPresent);
  }

  @Test
  void who_finds_no_guess_left_waits_for_one_that_is_under_way() throws InterruptedException {
    GuessLimit one = new GuessLimit(clock.clock(), OptionalLong.of(1));
    List<String> found = new CopyOnWriteArrayList<>();
    Thread second =
        new Thread(() -> one.limited(CALLER, ADDRESS, () -> Optional.of(noted("second", found))));

    one.limited(
        CALLER,
        ADDRESS,
        () -> {
          second.start();
          while (second.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          return Optional.of(noted("first", found));
        });
    second.join();

    assertThat(found).containsExactly("first", "second");
  }

  private static String noted(String name, List<String> found) {
    found.add(name);
    return name;
  }

  @Test
  void a_clock_that_is_set_back_gives_nothing_and_takes_nothing() {
    guess(59, CALLER, ADDRESS);

    after(Duration.ofHours(-1));

    guess(1, CALLER, ADDRESS);
    assertRefused(CALLER, ADDRESS);
  }

  @Test
  void another_limit_may_be_set() {
    GuessLimit one = new GuessLimit(clock.clock(), OptionalLong.of(1));
    one.limited(CALLER, ADDRESS, Optional::empty);

    assertThat(refusal(one).retryAfter()).contains(Duration.ofMinutes(1));
  }

  private static void find(GuessLimit limit) {
    assertThat(limit.limited(CALLER, ADDRESS, () -> Optional.of("voucher"))).isPresent();
  }

  private static Refusal refusal(GuessLimit limit) {
    return catchThrowableOfType(
        Refusal.class, () -> limit.limited(CALLER, ADDRESS, () -> Optional.of("voucher")));
  }

  private void guess(int times, String caller, String address) {
    for (int i = 0; i < times; i++) {
      assertThat(limit.limited(caller, address, Optional::empty)).isEmpty();
    }
  }

  private void assertRefused(String caller, String address) {
    assertThatThrownBy(() -> limit.limited(caller, address, Optional::empty))
        .isInstanceOf(Refusal.class);
  }

  private void after(Duration time) {
    clock.pass(time);
  }
}
