package io.spendhub.authorizations.domain;

import static io.spendhub.testing.Attempt.authorizing;
import static io.spendhub.testing.Attempt.authorizingUpTo;
import static io.spendhub.testing.Attempt.incrementingBy;
import static io.spendhub.testing.GivenCard.aCard;
import static io.spendhub.testing.GivenLimit.aLimit;
import static io.spendhub.testing.Price.pence;
import static io.spendhub.testing.Spending.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.domain.Verdict.Approved;
import io.spendhub.limits.LimitWindow;
import io.spendhub.testing.GivenCard;
import io.spendhub.testing.GivenLimit;
import io.spendhub.testing.Property;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Any card, wallet and limits allow what their owner would work out by hand. */
class SpendingPolicyPropertyTest {
  private static final int MOST = 30;

  @Test
  void a_purchase_is_approved_exactly_if_money_and_every_limit_allow_it() {
    Property.holdsForAny(
        random -> {
          GivenCard card = anyCard(random);
          long amount = random.nextLong(1, MOST);

          assertThat(given(card).when(authorizing(pence(amount))).verdict() instanceof Approved)
              .isEqualTo(allows(card, amount));
        });
  }

  @Test
  void a_partial_approval_is_the_largest_amount_that_would_be_approved_alone() {
    Property.holdsForAny(
        random -> {
          GivenCard card = anyCard(random);
          long requested = random.nextLong(1, MOST);
          long most =
              LongStream.rangeClosed(1, requested)
                  .filter(amount -> allows(card, amount))
                  .max()
                  .orElse(0);
          Verdict verdict = given(card).when(authorizingUpTo(pence(requested))).verdict();

          assertThat(verdict instanceof Approved(long approved) ? approved : 0).isEqualTo(most);
        });
  }

  @Test
  void an_increment_is_approved_exactly_if_money_and_every_limit_by_amount_allow_it() {
    Property.holdsForAny(
        random -> {
          GivenCard card = anyCard(random);
          long amount = random.nextLong(1, MOST);
          boolean fits =
              amount <= card.available().amount()
                  && limits(card)
                      .allMatch(
                          limit ->
                              limit.usedAmount() + amount <= limit.amount().orElse(Long.MAX_VALUE));

          assertThat(given(card).when(incrementingBy(pence(amount))).verdict() instanceof Approved)
              .isEqualTo(fits);
        });
  }

  private static Stream<GivenLimit> limits(GivenCard card) {
    return Stream.of(card.limits(), card.walletLimits()).flatMap(List::stream);
  }

  private static boolean allows(GivenCard card, long amount) {
    return amount <= card.available().amount()
        && limits(card).allMatch(limit -> allows(limit, amount));
  }

  private static boolean allows(GivenLimit limit, long amount) {
    boolean fits = limit.usedAmount() + amount <= limit.amount().orElse(Long.MAX_VALUE);
    boolean isCounted = limit.usedCount() + 1 <= limit.count().orElse(Long.MAX_VALUE);
    return fits && isCounted;
  }

  private static GivenCard anyCard(RandomGenerator random) {
    GivenCard card = aCard().onAWalletWith(pence(random.nextLong(-5, MOST)));
    for (LimitWindow window : LimitWindow.values()) {
      card = random.nextInt(4) == 0 ? card.with(anyLimit(window, random)) : card;
      card = random.nextInt(4) == 0 ? card.onAWalletWith(anyLimit(window, random)) : card;
    }
    return card;
  }

  /** Counts are scarce: with many limits, one of them would else be used up nearly always. */
  private static GivenLimit anyLimit(LimitWindow window, RandomGenerator random) {
    GivenLimit limit = aLimit(window).after(pence(random.nextLong(0, MOST)), random.nextLong(0, 4));
    return random.nextInt(6) == 0
        ? limit.ofPurchases(random.nextLong(1, 6))
        : limit.of(pence(random.nextLong(MOST / 2, 3 * MOST)));
  }
}
