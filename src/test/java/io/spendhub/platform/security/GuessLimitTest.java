package io.spendhub.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.shared.Refusal;
import io.spendhub.testing.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How often somebody may guess wrong. */
class GuessLimitTest {
  private static final String CALLER = "key-1";
  private static final String ADDRESS = "192.0.2.1";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final GuessLimit limit = new GuessLimit(clock.clock(), OptionalLong.empty());

  @Test
  void asking_whether_there_is_room_costs_nothing() {
    for (int i = 0; i < 1_000; i++) {
      limit.requireRoom(CALLER, ADDRESS);
    }
  }

  @Test
  void sixty_wrong_guesses_a_minute_are_possible_and_no_more() {
    guess(60, CALLER, ADDRESS);

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> limit.requireRoom(CALLER, ADDRESS));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
    assertThat(refusal.code()).isEqualTo("too_many_guesses");
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
  void guesses_that_were_under_way_together_are_owed() {
    for (int i = 0; i < 90; i++) {
      limit.missed(CALLER, ADDRESS);
    }

    after(Duration.ofSeconds(30));
    assertRefused(CALLER, ADDRESS);
    after(Duration.ofSeconds(1));
    guess(1, CALLER, ADDRESS);
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
    one.missed(CALLER, ADDRESS);

    assertThatThrownBy(() -> one.requireRoom(CALLER, ADDRESS)).isInstanceOf(Refusal.class);
  }

  private void guess(int times, String caller, String address) {
    for (int i = 0; i < times; i++) {
      assertThatCode(() -> limit.requireRoom(caller, address)).doesNotThrowAnyException();
      limit.missed(caller, address);
    }
  }

  private void assertRefused(String caller, String address) {
    assertThatThrownBy(() -> limit.requireRoom(caller, address)).isInstanceOf(Refusal.class);
  }

  private void after(Duration time) {
    clock.pass(time);
  }
}
