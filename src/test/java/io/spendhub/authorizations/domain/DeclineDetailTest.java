package io.spendhub.authorizations.domain;

import static io.spendhub.authorizations.DeclineCode.INSUFFICIENT_FUNDS;
import static io.spendhub.authorizations.DeclineCode.LIMIT_AMOUNT_EXCEEDED;
import static io.spendhub.authorizations.DeclineCode.LIMIT_COUNT_EXCEEDED;
import static io.spendhub.limits.LimitWindow.DAILY;
import static io.spendhub.limits.LimitWindow.LIFETIME;
import static io.spendhub.limits.LimitWindow.MONTHLY;
import static io.spendhub.limits.LimitWindow.PER_AUTHORIZATION;
import static io.spendhub.limits.LimitWindow.WEEKLY;
import static io.spendhub.testing.Attempt.authorizing;
import static io.spendhub.testing.GivenCard.aCard;
import static io.spendhub.testing.GivenLimit.aLimit;
import static io.spendhub.testing.Price.gbp;
import static io.spendhub.testing.Spending.declined;
import static io.spendhub.testing.Spending.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.DeclineDetail.ExceededLimit;
import io.spendhub.authorizations.DeclineDetail.LimitOwner;
import io.spendhub.authorizations.domain.Verdict.Declined;
import io.spendhub.limits.LimitWindow;
import io.spendhub.testing.GivenCard;
import io.spendhub.testing.GivenLimit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a decline says about the limit or the money that was not enough. */
class DeclineDetailTest {
  @Test
  void a_decline_by_amount_tells_what_was_used_and_what_remains() {
    given(aCard().with(aLimit(DAILY).of(gbp(100)).ofPurchases(5).after(gbp(60), 2)))
        .when(authorizing(gbp(41)))
        .then(
            declined(
                LIMIT_AMOUNT_EXCEEDED,
                detail ->
                    assertThat(detail.limit())
                        .contains(
                            new ExceededLimit(
                                LimitOwner.CARD,
                                DAILY,
                                Optional.of(GivenLimit.WINDOW_START),
                                OptionalLong.of(100_00),
                                60_00,
                                OptionalLong.of(40_00),
                                OptionalLong.of(5),
                                2,
                                OptionalLong.of(3)))));
  }

  @Test
  void a_decline_by_count_tells_no_amount_where_none_is_limited() {
    given(aCard().with(aLimit(WEEKLY).ofPurchases(2).after(gbp(60), 2)))
        .when(authorizing(gbp(41)))
        .then(
            declined(
                LIMIT_COUNT_EXCEEDED,
                detail ->
                    assertThat(detail.limit())
                        .contains(
                            new ExceededLimit(
                                LimitOwner.CARD,
                                WEEKLY,
                                Optional.of(GivenLimit.WINDOW_START),
                                OptionalLong.empty(),
                                60_00,
                                OptionalLong.empty(),
                                OptionalLong.of(2),
                                2,
                                OptionalLong.of(0)))));
  }

  @Test
  void a_decline_by_amount_tells_no_count_where_none_is_limited() {
    given(aCard().withDailyLimit(gbp(1)))
        .when(authorizing(gbp(2)))
        .then(
            declined(
                LIMIT_AMOUNT_EXCEEDED,
                detail ->
                    assertThat(detail.limit())
                        .hasValueSatisfying(
                            limit -> {
                              assertThat(limit.count()).isEmpty();
                              assertThat(limit.remainingCount()).isEmpty();
                            })));
  }

  @Test
  void what_remains_of_a_limit_that_clearings_have_passed_is_nothing() {
    given(aCard().with(aLimit(DAILY).of(gbp(100)).after(gbp(130), 1)))
        .when(authorizing(gbp(1)))
        .then(
            declined(
                LIMIT_AMOUNT_EXCEEDED,
                detail ->
                    assertThat(detail.limit())
                        .hasValueSatisfying(
                            limit -> {
                              assertThat(limit.usedAmount()).isEqualTo(130_00);
                              assertThat(limit.remainingAmount()).hasValue(0);
                            })));
  }

  @Test
  void the_card_is_named_before_the_wallet_whatever_their_windows() {
    given(aCard().with(aLimit(LIFETIME).of(gbp(1))).onAWalletWith(aLimit(DAILY).of(gbp(1))))
        .when(authorizing(gbp(2)))
        .then(declined(LIMIT_AMOUNT_EXCEEDED, naming(LimitOwner.CARD, LIFETIME)));
  }

  @Test
  void the_wallet_is_named_where_the_card_has_room() {
    given(aCard().with(aLimit(DAILY).of(gbp(2))).onAWalletWith(aLimit(MONTHLY).of(gbp(1))))
        .when(authorizing(gbp(2)))
        .then(declined(LIMIT_AMOUNT_EXCEEDED, naming(LimitOwner.WALLET, MONTHLY)));
  }

  @Test
  void an_amount_of_the_wallet_comes_before_a_count_of_the_card() {
    given(aCard().with(aLimit(DAILY).ofPurchases(0)).onAWalletWith(aLimit(MONTHLY).of(gbp(1))))
        .when(authorizing(gbp(2)))
        .then(declined(LIMIT_AMOUNT_EXCEEDED, naming(LimitOwner.WALLET, MONTHLY)));
  }

  @Test
  void the_card_is_named_before_the_wallet_for_counts_too() {
    given(aCard().with(aLimit(LIFETIME).ofPurchases(0)).onAWalletWith(aLimit(DAILY).ofPurchases(0)))
        .when(authorizing(gbp(2)))
        .then(declined(LIMIT_COUNT_EXCEEDED, naming(LimitOwner.CARD, LIFETIME)));
  }

  @ParameterizedTest
  @EnumSource
  void of_a_window_and_all_later_ones_that_are_exceeded_it_is_the_one_named(LimitWindow first) {
    GivenCard card = aCard();
    GivenCard onWallet = aCard();
    for (LimitWindow window : LimitWindow.values()) {
      GivenLimit limit = aLimit(window).of(window.compareTo(first) < 0 ? gbp(2) : gbp(1));
      card = card.with(limit);
      onWallet = onWallet.onAWalletWith(limit);
    }

    given(card)
        .when(authorizing(gbp(2)))
        .then(declined(LIMIT_AMOUNT_EXCEEDED, naming(LimitOwner.CARD, first)));
    given(onWallet)
        .when(authorizing(gbp(2)))
        .then(declined(LIMIT_AMOUNT_EXCEEDED, naming(LimitOwner.WALLET, first)));
  }

  @Test
  void windows_stand_in_the_order_of_the_contract() {
    assertThat(LimitWindow.values())
        .containsExactly(PER_AUTHORIZATION, DAILY, WEEKLY, MONTHLY, LimitWindow.YEARLY, LIFETIME);
  }

  @Test
  void a_decline_for_want_of_money_tells_what_is_available_and_names_no_limit() {
    given(aCard().withDailyLimit(gbp(100)).onAWalletWith(gbp(7)))
        .when(authorizing(gbp(8)))
        .then(
            declined(
                INSUFFICIENT_FUNDS,
                detail -> {
                  assertThat(detail.limit()).isEmpty();
                  assertThat(detail.availableAmount()).hasValue(7_00);
                }));
  }

  @Test
  void a_decline_for_a_limit_does_not_tell_what_is_available() {
    given(aCard().withDailyLimit(gbp(1)))
        .when(authorizing(gbp(2)))
        .then(
            declined(
                LIMIT_AMOUNT_EXCEEDED, detail -> assertThat(detail.availableAmount()).isEmpty()));
  }

  @Test
  void a_decline_for_a_status_has_no_detail() {
    Verdict verdict = given(aCard().ofAnInactiveHolder()).when(authorizing(gbp(1))).verdict();

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Declined.class, declined -> assertThat(declined.detail()).isEmpty());
  }

  private static Consumer<DeclineDetail> naming(LimitOwner owner, LimitWindow window) {
    return detail ->
        assertThat(detail.limit())
            .hasValueSatisfying(
                limit -> {
                  assertThat(limit.owner()).isEqualTo(owner);
                  assertThat(limit.window()).isEqualTo(window);
                });
  }
}
