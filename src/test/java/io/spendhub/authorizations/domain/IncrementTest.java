package io.spendhub.authorizations.domain;

import static io.spendhub.authorizations.AuthorizationStatus.CLEARED;
import static io.spendhub.authorizations.AuthorizationStatus.EXPIRED;
import static io.spendhub.authorizations.AuthorizationStatus.PARTIALLY_CLEARED;
import static io.spendhub.authorizations.AuthorizationStatus.PENDING;
import static io.spendhub.authorizations.AuthorizationStatus.REVERSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.authorizations.domain.Amounts.Effect;
import io.spendhub.shared.Refusal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What increments and the end of a hold's time do to the amounts. */
class IncrementTest {
  private static final Amounts HOLD_OF_100 = Amounts.approved(100);
  private static final Amounts HOLD_OF_150 = HOLD_OF_100.increment(50).after();

  @Test
  void an_increment_is_held_beside_what_was_approved() {
    assertThat(HOLD_OF_100.increment(50))
        .isEqualTo(
            new Effect(new Amounts(PENDING, 100, 50, 150, 0, 0, 0, 0), 50, 0, 0, 0, 0, false));
  }

  @Test
  void several_increments_add_up() {
    assertThat(HOLD_OF_150.increment(7).after())
        .isEqualTo(new Amounts(PENDING, 100, 57, 157, 0, 0, 0, 0));
    assertThat(HOLD_OF_150.increment(7).after().everHeld()).isEqualTo(157);
  }

  @Test
  void an_increment_after_a_clearing_of_a_part_adds_to_the_rest() {
    Amounts cleared = HOLD_OF_100.clear(40, false).after();

    assertThat(cleared.increment(50).after())
        .isEqualTo(new Amounts(PARTIALLY_CLEARED, 100, 50, 110, 40, 0, 0, 0));
  }

  @Test
  void what_was_ever_held_does_not_shrink_with_the_hold() {
    Amounts shrunk = HOLD_OF_150.clear(60, false).after().reverse(80).after();

    assertThat(shrunk.held()).isEqualTo(10);
    assertThat(shrunk.everHeld()).isEqualTo(150);
  }

  @Test
  void a_declined_increment_changes_nothing() {
    assertThat(HOLD_OF_150.nothing()).isEqualTo(new Effect(HOLD_OF_150, 0, 0, 0, 0, 0, false));
  }

  @Test
  void a_clearing_takes_what_was_added_before_it_is_excess() {
    assertThat(HOLD_OF_150.clear(160, false))
        .isEqualTo(
            new Effect(new Amounts(CLEARED, 100, 50, 0, 160, 0, 0, 10), 0, 150, 10, 0, 0, false));
  }

  @Test
  void a_reversal_may_give_back_what_was_added() {
    assertThat(HOLD_OF_150.reverse(150).after())
        .isEqualTo(new Amounts(REVERSED, 100, 50, 0, 0, 0, 150, 0));
    assertThat(refusal(() -> HOLD_OF_150.reverse(151)).code()).isEqualTo("amount_exceeds_hold");
  }

  @Test
  void limits_count_what_was_added() {
    assertThat(HOLD_OF_150.counted()).isEqualTo(150);
    assertThat(HOLD_OF_150.clear(40, true).after().counted()).isEqualTo(40);
  }

  @Test
  void nothing_can_be_added_once_nothing_is_held() {
    for (Amounts ended : ended()) {
      assertThat(refusal(() -> ended.increment(1)).code()).isEqualTo("authorization_ended");
      assertThat(refusal(ended::nothing).code()).isEqualTo("authorization_ended");
    }
  }

  @Test
  void an_increment_that_cannot_be_counted_is_refused() {
    Amounts full = Amounts.approved(Long.MAX_VALUE);
    Amounts cleared = HOLD_OF_100.clear(50, false).after();
    Amounts reversed = HOLD_OF_100.reverse(50).after();

    assertThat(refusal(() -> full.increment(1)).code()).isEqualTo("amount_out_of_range");
    assertThat(refusal(() -> cleared.increment(Long.MAX_VALUE - 99)).code())
        .isEqualTo("amount_out_of_range");
    assertThat(refusal(() -> reversed.increment(Long.MAX_VALUE - 99)).code())
        .isEqualTo("amount_out_of_range");
    assertThat(cleared.increment(Long.MAX_VALUE - 100).after().everHeld())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void the_end_of_its_time_gives_back_all_that_is_held() {
    assertThat(HOLD_OF_150.expire())
        .isEqualTo(
            new Effect(new Amounts(EXPIRED, 100, 50, 0, 0, 0, 150, 0), 0, 0, 0, 150, 0, false));
  }

  @Test
  void the_end_of_its_time_leaves_what_was_cleared_and_refunded() {
    Amounts refunded = HOLD_OF_150.clear(60, false).after().refund(10).after();

    assertThat(refunded.expire())
        .isEqualTo(
            new Effect(new Amounts(EXPIRED, 100, 50, 0, 60, 10, 90, 0), 0, 0, 0, 90, 0, false));
    assertThat(refunded.expire().after().counted()).isEqualTo(50);
    assertThat(refunded.expire().after().refund(50).after().status()).isEqualTo(EXPIRED);
  }

  @Test
  void the_end_of_its_time_does_nothing_to_what_has_no_hold() {
    for (Amounts ended : ended()) {
      assertThat(ended.expire()).isEqualTo(new Effect(ended, 0, 0, 0, 0, 0, false));
    }
    assertThat(Amounts.declined().expire().after()).isEqualTo(Amounts.declined());
  }

  private static List<Amounts> ended() {
    return List.of(
        HOLD_OF_100.clear(100, false).after(),
        HOLD_OF_100.clear(40, true).after(),
        HOLD_OF_100.reverse(100).after(),
        HOLD_OF_100.expire().after(),
        Amounts.forcePosted(100));
  }

  private static Refusal refusal(ThrowingCallable operation) {
    return catchThrowableOfType(Refusal.class, operation);
  }
}
