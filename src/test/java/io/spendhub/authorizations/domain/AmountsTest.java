package io.spendhub.authorizations.domain;

import static io.spendhub.authorizations.AuthorizationStatus.CLEARED;
import static io.spendhub.authorizations.AuthorizationStatus.DECLINED;
import static io.spendhub.authorizations.AuthorizationStatus.EXPIRED;
import static io.spendhub.authorizations.AuthorizationStatus.PARTIALLY_CLEARED;
import static io.spendhub.authorizations.AuthorizationStatus.PENDING;
import static io.spendhub.authorizations.AuthorizationStatus.REVERSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.authorizations.domain.Amounts.Effect;
import io.spendhub.shared.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Where the money of an authorization goes; which step is legal when is in the tables. */
class AmountsTest {
  private static final Amounts HOLD_OF_100 = Amounts.approved(100);

  @Test
  void an_approval_holds_all_of_it() {
    assertThat(HOLD_OF_100).isEqualTo(new Amounts(PENDING, 100, 0, 100, 0, 0, 0, 0));
  }

  @Test
  void a_decline_moves_nothing() {
    assertThat(Amounts.declined()).isEqualTo(new Amounts(DECLINED, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void a_force_post_is_cleared_at_once_and_all_of_it_is_excess() {
    assertThat(Amounts.forcePosted(100)).isEqualTo(new Amounts(CLEARED, 0, 0, 0, 100, 0, 0, 100));
  }

  @Test
  void a_clearing_of_the_hold_consumes_it() {
    assertThat(HOLD_OF_100.clear(100, false))
        .isEqualTo(
            new Effect(new Amounts(CLEARED, 100, 0, 0, 100, 0, 0, 0), 0, 100, 0, 0, 0, false));
  }

  @Test
  void a_clearing_of_a_part_leaves_the_rest_on_hold() {
    assertThat(HOLD_OF_100.clear(40, false))
        .isEqualTo(
            new Effect(
                new Amounts(PARTIALLY_CLEARED, 100, 0, 60, 40, 0, 0, 0), 0, 40, 0, 0, 0, false));
  }

  @Test
  void the_last_clearing_releases_the_rest() {
    assertThat(HOLD_OF_100.clear(40, true))
        .isEqualTo(
            new Effect(new Amounts(CLEARED, 100, 0, 0, 40, 0, 60, 0), 0, 40, 0, 60, 0, false));
  }

  @Test
  void a_clearing_beyond_the_hold_posts_the_difference_as_excess() {
    assertThat(HOLD_OF_100.clear(130, false))
        .isEqualTo(
            new Effect(new Amounts(CLEARED, 100, 0, 0, 130, 0, 0, 30), 0, 100, 30, 0, 0, false));
  }

  @Test
  void the_last_clearing_beyond_the_hold_has_nothing_to_release() {
    assertThat(HOLD_OF_100.clear(130, true)).isEqualTo(HOLD_OF_100.clear(130, false));
  }

  @Test
  void several_clearings_add_up_and_only_the_one_beyond_the_hold_has_excess() {
    Amounts twice = HOLD_OF_100.clear(30, false).after().clear(50, false).after();

    assertThat(twice).isEqualTo(new Amounts(PARTIALLY_CLEARED, 100, 0, 20, 80, 0, 0, 0));
    assertThat(twice.clear(25, false))
        .isEqualTo(
            new Effect(new Amounts(CLEARED, 100, 0, 0, 105, 0, 0, 5), 0, 20, 5, 0, 0, false));
  }

  @Test
  void a_clearing_after_the_last_one_is_late_and_all_of_it_is_excess() {
    Amounts cleared = HOLD_OF_100.clear(40, true).after();

    assertThat(cleared.clear(7, false))
        .isEqualTo(new Effect(new Amounts(CLEARED, 100, 0, 0, 47, 0, 60, 7), 0, 0, 7, 0, 0, true));
  }

  @Test
  void a_clearing_after_a_reversal_is_late_and_keeps_the_status() {
    Amounts reversed = HOLD_OF_100.reverse(100).after();

    assertThat(reversed.clear(100, true))
        .isEqualTo(
            new Effect(new Amounts(REVERSED, 100, 0, 0, 100, 0, 100, 100), 0, 0, 100, 0, 0, true));
  }

  @Test
  void a_clearing_after_the_hold_expired_is_late_and_keeps_the_status() {
    Amounts expired = new Amounts(EXPIRED, 100, 0, 0, 0, 0, 100, 0);

    assertThat(expired.clear(1, false))
        .isEqualTo(new Effect(new Amounts(EXPIRED, 100, 0, 0, 1, 0, 100, 1), 0, 0, 1, 0, 0, true));
  }

  @Test
  void a_reversal_of_a_part_releases_it_and_keeps_the_rest_on_hold() {
    assertThat(HOLD_OF_100.reverse(30))
        .isEqualTo(
            new Effect(new Amounts(PENDING, 100, 0, 70, 0, 0, 30, 0), 0, 0, 0, 30, 0, false));
  }

  @Test
  void a_reversal_of_the_rest_ends_it_and_leaves_what_was_cleared() {
    Amounts cleared = HOLD_OF_100.clear(40, false).after();

    assertThat(cleared.reverse(60))
        .isEqualTo(
            new Effect(new Amounts(REVERSED, 100, 0, 0, 40, 0, 60, 0), 0, 0, 0, 60, 0, false));
  }

  @Test
  void a_clearing_of_what_a_reversal_left_is_not_late() {
    Amounts reversed = HOLD_OF_100.reverse(30).after();

    assertThat(reversed.clear(70, false))
        .isEqualTo(
            new Effect(new Amounts(CLEARED, 100, 0, 0, 70, 0, 30, 0), 0, 70, 0, 0, 0, false));
  }

  @Test
  void a_reversal_of_more_than_is_held_is_refused() {
    assertThat(refusal(() -> HOLD_OF_100.reverse(101)).detail())
        .isEqualTo("Only 100 is held, less than 101.");
  }

  @Test
  void a_refund_pays_back_what_was_cleared_and_keeps_the_status() {
    Amounts cleared = HOLD_OF_100.clear(40, false).after();

    assertThat(cleared.refund(40))
        .isEqualTo(
            new Effect(
                new Amounts(PARTIALLY_CLEARED, 100, 0, 60, 40, 40, 0, 0), 0, 0, 0, 0, 40, false));
  }

  @Test
  void several_refunds_never_pay_back_more_than_was_cleared() {
    Amounts refunded = HOLD_OF_100.clear(100, false).after().refund(30).after().refund(60).after();

    assertThat(refunded).isEqualTo(new Amounts(CLEARED, 100, 0, 0, 100, 90, 0, 0));
    assertThat(refusal(() -> refunded.refund(11)).detail())
        .isEqualTo("Only 10 is cleared and not refunded, less than 11.");
    assertThat(refunded.refund(10).after().refunded()).isEqualTo(100);
  }

  @Test
  void what_was_cleared_beyond_the_hold_can_be_refunded_too() {
    Amounts cleared = HOLD_OF_100.clear(130, false).after();

    assertThat(cleared.refund(130).after())
        .isEqualTo(new Amounts(CLEARED, 100, 0, 0, 130, 130, 0, 30));
  }

  @Test
  void a_force_post_can_be_refunded_and_cleared_again() {
    Amounts forced = Amounts.forcePosted(100);

    assertThat(forced.refund(100).after())
        .isEqualTo(new Amounts(CLEARED, 0, 0, 0, 100, 100, 0, 100));
    assertThat(forced.clear(5, false))
        .isEqualTo(new Effect(new Amounts(CLEARED, 0, 0, 0, 105, 0, 0, 105), 0, 0, 5, 0, 0, true));
  }

  @Test
  void limits_count_what_is_held_and_cleared_less_what_was_refunded() {
    Amounts cleared = HOLD_OF_100.clear(40, false).after();

    assertThat(HOLD_OF_100.counted()).isEqualTo(100);
    assertThat(cleared.counted()).isEqualTo(100);
    assertThat(cleared.reverse(60).after().counted()).isEqualTo(40);
    assertThat(cleared.reverse(60).after().refund(15).after().counted()).isEqualTo(25);
    assertThat(HOLD_OF_100.clear(130, false).after().counted()).isEqualTo(130);
    assertThat(HOLD_OF_100.reverse(100).after().counted()).isZero();
    assertThat(Amounts.forcePosted(7).counted()).isEqualTo(7);
    assertThat(Amounts.declined().counted()).isZero();
  }

  @Test
  void clearings_that_cannot_be_counted_any_more_are_refused() {
    Amounts full = Amounts.approved(Long.MAX_VALUE).clear(Long.MAX_VALUE, false).after();
    Refusal refusal = refusal(() -> full.clear(1, false));

    assertThat(full.cleared()).isEqualTo(Long.MAX_VALUE);
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNPROCESSABLE);
    assertThat(refusal.code()).isEqualTo("amount_out_of_range");
  }

  @Test
  void a_late_clearing_that_cannot_be_counted_is_refused() {
    Amounts forced = Amounts.forcePosted(Long.MAX_VALUE);

    assertThat(refusal(() -> forced.clear(Long.MAX_VALUE, true)).code())
        .isEqualTo("amount_out_of_range");
  }

  private static Refusal refusal(ThrowingCallable operation) {
    return catchThrowableOfType(Refusal.class, operation);
  }
}
