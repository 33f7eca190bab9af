package io.spendhub.authorizations.domain;

import static io.spendhub.authorizations.DeclineCode.CURRENCY_MISMATCH;
import static io.spendhub.authorizations.DeclineCode.HOLDER_INACTIVE;
import static io.spendhub.authorizations.DeclineCode.INSUFFICIENT_FUNDS;
import static io.spendhub.authorizations.DeclineCode.LIMIT_AMOUNT_EXCEEDED;
import static io.spendhub.authorizations.DeclineCode.LIMIT_COUNT_EXCEEDED;
import static io.spendhub.limits.LimitWindow.DAILY;
import static io.spendhub.limits.LimitWindow.LIFETIME;
import static io.spendhub.limits.LimitWindow.MONTHLY;
import static io.spendhub.limits.LimitWindow.PER_AUTHORIZATION;
import static io.spendhub.limits.LimitWindow.WEEKLY;
import static io.spendhub.testing.Attempt.authorizing;
import static io.spendhub.testing.Attempt.authorizingUpTo;
import static io.spendhub.testing.GivenCard.aCard;
import static io.spendhub.testing.GivenLimit.aLimit;
import static io.spendhub.testing.GivenTerms.percent;
import static io.spendhub.testing.Price.eur;
import static io.spendhub.testing.Price.gbp;
import static io.spendhub.testing.Price.pence;
import static io.spendhub.testing.Spending.approved;
import static io.spendhub.testing.Spending.declined;
import static io.spendhub.testing.Spending.given;

import io.spendhub.limits.LimitWindow;
import io.spendhub.testing.GivenCard;
import io.spendhub.testing.GivenLimit;
import io.spendhub.testing.Price;
import io.spendhub.vouchers.CardOffer;
import io.spendhub.vouchers.CardOffer.Granted;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much may be spent; which reason comes first is told by {@link DeclineCodesTest}. */
class SpendingPolicyTest {
  private static final GivenLimit EXHAUSTED_COUNT = aLimit(DAILY).ofPurchases(2).after(gbp(9), 2);

  @Test
  void a_card_without_limits_spends_what_its_wallet_has_available() {
    given(aCard().onAWalletWith(gbp(100))).when(authorizing(gbp(100))).then(approved(gbp(100)));
  }

  @Test
  void a_penny_more_than_is_available_is_declined() {
    given(aCard().onAWalletWith(gbp(100)))
        .when(authorizing(pence(100_01)))
        .then(declined(INSUFFICIENT_FUNDS));
  }

  @Test
  void a_wallet_below_zero_pays_nothing() {
    given(aCard().onAWalletWith(pence(-1)))
        .when(authorizing(pence(1)))
        .then(declined(INSUFFICIENT_FUNDS));
  }

  @Test
  void an_account_is_verified_whatever_is_left_to_spend() {
    GivenCard overspent =
        aCard()
            .onAWalletWith(pence(-1))
            .with(aLimit(DAILY).of(gbp(10)).after(gbp(11), 1))
            .with(aLimit(PER_AUTHORIZATION).of(gbp(0)));

    given(overspent).when(authorizing(pence(0))).then(approved(pence(0)));
    given(overspent).when(authorizingUpTo(pence(0))).then(approved(pence(0)));
  }

  @Test
  void a_card_that_may_be_used_no_more_verifies_no_account() {
    given(aCard().with(EXHAUSTED_COUNT))
        .when(authorizing(pence(0)))
        .then(declined(LIMIT_COUNT_EXCEEDED));
  }

  @Test
  void a_card_spends_in_the_currency_of_its_wallet_only() {
    given(aCard().onAWalletWith(eur(100)))
        .when(authorizing(gbp(1)))
        .then(declined(CURRENCY_MISMATCH));
    given(aCard().onAWalletWith(eur(100))).when(authorizing(eur(1))).then(approved(eur(1)));
  }

  @ParameterizedTest
  @EnumSource
  void a_limit_by_amount_in_any_window_may_be_reached_and_not_passed(LimitWindow window) {
    GivenCard card = aCard().with(aLimit(window).of(gbp(100)));

    given(card).when(authorizing(gbp(100))).then(approved(gbp(100)));
    given(card).when(authorizing(pence(100_01))).then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @ParameterizedTest
  @EnumSource
  void a_limit_of_the_wallet_binds_like_one_of_the_card(LimitWindow window) {
    GivenCard card = aCard().onAWalletWith(aLimit(window).of(gbp(100)));

    given(card).when(authorizing(gbp(100))).then(approved(gbp(100)));
    given(card).when(authorizing(pence(100_01))).then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @Test
  void what_was_spent_in_the_window_counts_against_its_limit() {
    GivenCard card = aCard().with(aLimit(DAILY).of(gbp(100)).after(gbp(60), 1));

    given(card).when(authorizing(gbp(40))).then(approved(gbp(40)));
    given(card).when(authorizing(pence(40_01))).then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @Test
  void a_limit_that_clearings_have_passed_allows_nothing_more() {
    given(aCard().with(aLimit(DAILY).of(gbp(100)).after(gbp(130), 1)))
        .when(authorizing(pence(1)))
        .then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @Test
  void a_limit_of_nothing_allows_nothing() {
    given(aCard().withDailyLimit(gbp(0)))
        .when(authorizing(pence(1)))
        .then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @Test
  void the_last_purchase_of_a_limit_by_count_is_allowed_and_the_next_is_not() {
    given(aCard().with(aLimit(DAILY).ofPurchases(2).after(gbp(9), 1)))
        .when(authorizing(gbp(1)))
        .then(approved(gbp(1)));
    given(aCard().with(EXHAUSTED_COUNT))
        .when(authorizing(gbp(1)))
        .then(declined(LIMIT_COUNT_EXCEEDED));
  }

  @Test
  void a_limit_by_count_bounds_no_amount_and_one_by_amount_no_count() {
    given(aCard().with(aLimit(DAILY).ofPurchases(1)))
        .when(authorizing(gbp(900_000)))
        .then(approved(gbp(900_000)));
    given(aCard().with(aLimit(DAILY).of(gbp(100)).after(gbp(1), 1_000_000)))
        .when(authorizing(gbp(99)))
        .then(approved(gbp(99)));
  }

  @Test
  void every_limit_of_an_owner_must_allow_the_purchase() {
    GivenCard card =
        aCard()
            .with(aLimit(PER_AUTHORIZATION).of(gbp(500)))
            .with(aLimit(MONTHLY).of(gbp(1_000)).after(gbp(900), 9));

    given(card).when(authorizing(gbp(100))).then(approved(gbp(100)));
    given(card).when(authorizing(gbp(101))).then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @Test
  void a_purchase_that_may_be_approved_in_part_is_approved_whole_where_that_is_possible() {
    given(aCard().withDailyLimit(gbp(100)))
        .when(authorizingUpTo(gbp(100)))
        .then(approved(gbp(100)));
  }

  @Test
  void a_partial_approval_is_what_the_wallet_has_available() {
    given(aCard().withDailyLimit(gbp(50)).onAWalletWith(gbp(30)))
        .when(authorizingUpTo(gbp(100)))
        .then(approved(gbp(30)));
  }

  @Test
  void a_partial_approval_is_what_remains_of_the_tightest_limit_of_the_card() {
    given(
            aCard()
                .with(aLimit(DAILY).of(gbp(50)).after(gbp(10), 1))
                .with(aLimit(LIFETIME).of(gbp(1_000)).after(gbp(975), 7))
                .onAWalletWith(aLimit(WEEKLY).of(gbp(45))))
        .when(authorizingUpTo(gbp(100)))
        .then(approved(gbp(25)));
  }

  @Test
  void a_partial_approval_is_what_remains_of_the_tightest_limit_of_the_wallet() {
    given(
            aCard()
                .withDailyLimit(gbp(50))
                .onAWalletWith(aLimit(WEEKLY).of(gbp(45)).after(gbp(44), 1)))
        .when(authorizingUpTo(gbp(100)))
        .then(approved(gbp(1)));
  }

  @Test
  void a_partial_approval_of_nothing_is_a_decline() {
    given(aCard().onAWalletWith(gbp(0)))
        .when(authorizingUpTo(gbp(100)))
        .then(declined(INSUFFICIENT_FUNDS));
    given(aCard().onAWalletWith(gbp(-5)))
        .when(authorizingUpTo(gbp(100)))
        .then(declined(INSUFFICIENT_FUNDS));
    given(aCard().withDailyLimit(gbp(0)))
        .when(authorizingUpTo(gbp(100)))
        .then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @Test
  void a_count_is_never_used_in_part() {
    given(aCard().with(EXHAUSTED_COUNT))
        .when(authorizingUpTo(gbp(100)))
        .then(declined(LIMIT_COUNT_EXCEEDED));
  }

  @Test
  void what_objects_to_the_whole_objects_to_a_part() {
    given(aCard().ofAnInactiveHolder())
        .when(authorizingUpTo(gbp(100)))
        .then(declined(HOLDER_INACTIVE));
    given(aCard()).when(authorizingUpTo(eur(100))).then(declined(CURRENCY_MISMATCH));
  }

  @Test
  void the_largest_amount_there_is_can_be_approved() {
    given(
            aCard()
                .onAWalletWith(pence(Long.MAX_VALUE))
                .withDailyLimit(pence(Long.MAX_VALUE))
                .with(aLimit(LIFETIME).ofPurchases(Long.MAX_VALUE)))
        .when(authorizing(pence(Long.MAX_VALUE)))
        .then(approved(pence(Long.MAX_VALUE)));
  }

  @Test
  void of_what_a_voucher_pays_the_wallet_needs_nothing() {
    GivenCard card = aCard().onAWalletWith(gbp(60)).withAVoucherThat(pays(gbp(40)));

    given(card).when(authorizing(gbp(100))).then(approved(gbp(100)));
    given(card).when(authorizing(pence(100_01))).then(declined(INSUFFICIENT_FUNDS));
    given(card).when(authorizingUpTo(gbp(150))).then(approved(gbp(100)));
  }

  @Test
  void a_wallet_below_zero_spends_what_a_voucher_pays_alone() {
    GivenCard card = aCard().onAWalletWith(pence(-1)).withAVoucherThat(pays(gbp(40)));

    given(card).when(authorizing(gbp(40))).then(approved(gbp(40)));
    given(card).when(authorizing(pence(40_01))).then(declined(INSUFFICIENT_FUNDS));
    given(card).when(authorizingUpTo(gbp(50))).then(approved(gbp(40)));
  }

  @Test
  void limits_count_what_a_voucher_pays_too() {
    given(aCard().withDailyLimit(gbp(50)).withAVoucherThat(pays(gbp(40))))
        .when(authorizing(gbp(51)))
        .then(declined(LIMIT_AMOUNT_EXCEEDED));
  }

  @Test
  void a_partial_approval_is_the_most_that_wallet_and_discount_cover_together() {
    CardOffer tenth = new Granted(Optional.of(percent(10)), Long.MAX_VALUE);

    given(aCard().onAWalletWith(gbp(90)).withAVoucherThat(tenth))
        .when(authorizingUpTo(gbp(500)))
        .then(approved(pence(100_00)));
    given(aCard().onAWalletWith(pence(Long.MAX_VALUE)).withAVoucherThat(tenth))
        .when(authorizingUpTo(pence(Long.MAX_VALUE)))
        .then(approved(pence(Long.MAX_VALUE)));
  }

  private static CardOffer pays(Price most) {
    return new Granted(Optional.empty(), most.amount());
  }
}
