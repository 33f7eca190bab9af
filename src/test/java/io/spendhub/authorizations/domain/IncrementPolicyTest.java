package io.spendhub.authorizations.domain;

import static io.spendhub.authorizations.DeclineCode.INSUFFICIENT_FUNDS;
import static io.spendhub.authorizations.DeclineCode.LIMIT_AMOUNT_EXCEEDED;
import static io.spendhub.limits.LimitWindow.DAILY;
import static io.spendhub.limits.LimitWindow.PER_AUTHORIZATION;
import static io.spendhub.testing.Attempt.authorizing;
import static io.spendhub.testing.Attempt.authorizingUpTo;
import static io.spendhub.testing.Attempt.incrementingBy;
import static io.spendhub.testing.GivenCard.aCard;
import static io.spendhub.testing.GivenLimit.aLimit;
import static io.spendhub.testing.Price.gbp;
import static io.spendhub.testing.Price.pence;
import static io.spendhub.testing.Spending.approved;
import static io.spendhub.testing.Spending.declined;
import static io.spendhub.testing.Spending.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.limits.LimitWindow;
import io.spendhub.testing.GivenCard;
import io.spendhub.testing.GivenLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much may be added to a purchase; which rules bind it is told by {@link DeclineCodesTest}. */
class IncrementPolicyTest {
  @Test
  void an_increment_may_take_all_that_is_available_and_no_more() {
    GivenCard card = aCard().onAWalletWith(gbp(40));

    given(card).when(incrementingBy(gbp(40))).then(approved(gbp(40)));
    given(card).when(incrementingBy(pence(40_01))).then(declined(INSUFFICIENT_FUNDS));
  }

  @Test
  void a_limit_per_authorization_binds_what_counts_already_and_the_increment_together() {
    GivenLimit limit = aLimit(PER_AUTHORIZATION).of(gbp(100)).after(gbp(60), 0);

    given(aCard().with(limit)).when(incrementingBy(gbp(40))).then(approved(gbp(40)));
    given(aCard().with(limit))
        .when(incrementingBy(pence(40_01)))
        .then(
            declined(
                LIMIT_AMOUNT_EXCEEDED,
                detail ->
                    assertThat(detail.limit())
                        .hasValueSatisfying(
                            it -> {
                              assertThat(it.window()).isEqualTo(PER_AUTHORIZATION);
                              assertThat(it.usedAmount()).isEqualTo(60_00);
                              assertThat(it.remainingAmount()).hasValue(40_00);
                            })));
    given(aCard().onAWalletWith(limit))
        .when(incrementingBy(pence(40_01)))
        .then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @ParameterizedTest
  @EnumSource
  void a_limit_by_amount_in_any_window_binds_increments(LimitWindow window) {
    GivenCard card = aCard().with(aLimit(window).of(gbp(100)).after(gbp(60), 1));

    given(card).when(incrementingBy(gbp(40))).then(approved(gbp(40)));
    given(card).when(incrementingBy(pence(40_01))).then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @Test
  void a_count_that_the_purchase_itself_used_up_lets_it_grow() {
    GivenCard card = aCard().with(aLimit(DAILY).ofPurchases(1).of(gbp(100)).after(gbp(60), 1));

    given(card).when(incrementingBy(gbp(40))).then(approved(gbp(40)));
    given(card).when(incrementingBy(gbp(41))).then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @Test
  void a_preview_judges_the_part_that_could_be_approved() {
    GivenCard card = aCard().withDailyLimit(gbp(50)).onAWalletWith(gbp(30));

    assertThat(given(card).whenPreviewing(authorizingUpTo(gbp(100)))).isEmpty();
    assertThat(given(card).whenPreviewing(authorizing(gbp(100))))
        .containsExactly(LIMIT_AMOUNT_EXCEEDED, INSUFFICIENT_FUNDS);
  }
}
