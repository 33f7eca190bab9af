package io.spendhub.authorizations.domain;

import static io.spendhub.authorizations.DeclineCode.INSUFFICIENT_FUNDS;
import static io.spendhub.authorizations.DeclineCode.LIMIT_AMOUNT_EXCEEDED;
import static io.spendhub.authorizations.DeclineCode.LIMIT_COUNT_EXCEEDED;
import static io.spendhub.authorizations.DeclineCode.VOUCHER_REFUSED;
import static io.spendhub.testing.Attempt.authorizing;
import static io.spendhub.testing.Attempt.authorizingUpTo;
import static io.spendhub.testing.Attempt.incrementingBy;
import static io.spendhub.testing.GivenCard.aCard;
import static io.spendhub.testing.GivenLimit.aLimit;
import static io.spendhub.testing.Price.pence;
import static io.spendhub.testing.Spending.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.domain.Verdict.Approved;
import io.spendhub.authorizations.domain.Verdict.Declined;
import io.spendhub.limits.LimitWindow;
import io.spendhub.testing.GivenCard;
import io.spendhub.testing.GivenLimit;
import io.spendhub.testing.Property;
import io.spendhub.vouchers.CardOffer.Granted;
import io.spendhub.vouchers.CardOffer.Refused;
import io.spendhub.vouchers.campaigns.Discount;
import io.spendhub.vouchers.campaigns.Discount.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Any card, wallet, limits and voucher allow what their owner would work out by hand. */
class SpendingPolicyPropertyTest {
  private static final int MOST = 30;

  /** With fewer runs, a share of one in a hundred says nothing. */
  private static final int TELLING_RUNS = 1_000;

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
  void a_decline_names_the_voucher_before_limits_and_limits_before_money() {
    Map<DeclineCode, Integer> runsWith = new EnumMap<>(DeclineCode.class);
    Property.holdsForAny(
        random -> {
          GivenCard card = anyCard(random);
          long amount = random.nextLong(1, MOST);
          List<DeclineCode> expected = objections(card, amount);
          Verdict verdict = given(card).when(authorizing(pence(amount))).verdict();

          assertThat(given(card).whenPreviewing(authorizing(pence(amount)))).isEqualTo(expected);
          assertThat(verdict instanceof Declined declined ? List.of(declined.code()) : List.of())
              .isEqualTo(expected.stream().limit(1).toList());
          expected.stream().limit(1).forEach(code -> runsWith.merge(code, 1, Integer::sum));
        });
    if (Property.runs() >= TELLING_RUNS) {
      assertThat(runsWith)
          .containsOnlyKeys(
              VOUCHER_REFUSED, LIMIT_AMOUNT_EXCEEDED, LIMIT_COUNT_EXCEEDED, INSUFFICIENT_FUNDS)
          .allSatisfy((code, runs) -> assertThat(100 * runs).isGreaterThan(Property.runs()));
    }
  }

  @Test
  void an_increment_is_approved_exactly_if_money_and_every_limit_by_amount_allow_it() {
    Property.holdsForAny(
        random -> {
          GivenCard card = anyCardWithoutVoucher(random);
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
    return objections(card, amount).isEmpty();
  }

  private static List<DeclineCode> objections(GivenCard card, long amount) {
    List<DeclineCode> objections = new ArrayList<>();
    if (card.voucher().filter(Refused.class::isInstance).isPresent()) {
      objections.add(VOUCHER_REFUSED);
    }
    if (!limits(card).allMatch(limit -> fits(limit, amount))) {
      objections.add(LIMIT_AMOUNT_EXCEEDED);
    }
    if (!limits(card).allMatch(SpendingPolicyPropertyTest::isCounted)) {
      objections.add(LIMIT_COUNT_EXCEEDED);
    }
    long ofTheWallet = amount - paidByVoucher(card, amount);
    if (ofTheWallet > 0 && ofTheWallet > card.available().amount()) {
      objections.add(INSUFFICIENT_FUNDS);
    }
    return objections;
  }

  private static long paidByVoucher(GivenCard card, long amount) {
    if (card.voucher().isEmpty() || !(card.voucher().get() instanceof Granted granted)) {
      return 0;
    }
    if (granted.discount().isEmpty()) {
      return Math.min(amount, granted.most());
    }
    Discount off = granted.discount().get();
    long value = off.kind() == Kind.AMOUNT ? off.value() : amount * off.value() / 100;
    return LongStream.of(amount, value, off.maxAmount().orElse(MOST), granted.most())
        .min()
        .orElseThrow();
  }

  private static boolean fits(GivenLimit limit, long amount) {
    return limit.usedAmount() + amount <= limit.amount().orElse(Long.MAX_VALUE);
  }

  private static boolean isCounted(GivenLimit limit) {
    return limit.usedCount() + 1 <= limit.count().orElse(Long.MAX_VALUE);
  }

  private static GivenCard anyCard(RandomGenerator random) {
    GivenCard card = anyCardWithoutVoucher(random);
    return switch (random.nextInt(16)) {
      case 0 -> card.withAVoucherThat(new Refused("voucher_expired", "It is over."));
      case 1, 2, 3, 4 -> card.withAVoucherThat(new Granted(Optional.empty(), any(random)));
      case 5, 6, 7, 8 ->
          card.withAVoucherThat(new Granted(Optional.of(anyDiscount(random)), any(random)));
      default -> card;
    };
  }

  private static Discount anyDiscount(RandomGenerator random) {
    return random.nextBoolean()
        ? new Discount(Kind.AMOUNT, random.nextLong(1, MOST), OptionalLong.empty())
        : new Discount(
            Kind.PERCENT,
            random.nextLong(1, 101),
            random.nextBoolean() ? OptionalLong.of(any(random) + 1) : OptionalLong.empty());
  }

  private static long any(RandomGenerator random) {
    return random.nextLong(0, MOST);
  }

  private static GivenCard anyCardWithoutVoucher(RandomGenerator random) {
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
