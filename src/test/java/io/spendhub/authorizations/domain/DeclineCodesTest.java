package io.spendhub.authorizations.domain;

import static io.spendhub.authorizations.DeclineCode.CARD_CLOSED;
import static io.spendhub.authorizations.DeclineCode.CARD_EXPIRED;
import static io.spendhub.authorizations.DeclineCode.CARD_FROZEN;
import static io.spendhub.authorizations.DeclineCode.CARD_NOT_ACTIVATED;
import static io.spendhub.authorizations.DeclineCode.COUNTRY_BLOCKED;
import static io.spendhub.authorizations.DeclineCode.CURRENCY_MISMATCH;
import static io.spendhub.authorizations.DeclineCode.HOLDER_INACTIVE;
import static io.spendhub.authorizations.DeclineCode.INSUFFICIENT_FUNDS;
import static io.spendhub.authorizations.DeclineCode.LIMIT_AMOUNT_EXCEEDED;
import static io.spendhub.authorizations.DeclineCode.LIMIT_COUNT_EXCEEDED;
import static io.spendhub.authorizations.DeclineCode.MCC_BLOCKED;
import static io.spendhub.authorizations.DeclineCode.MERCHANT_BLOCKED;
import static io.spendhub.authorizations.DeclineCode.OUTSIDE_SCHEDULE;
import static io.spendhub.authorizations.DeclineCode.SINGLE_USE_CONSUMED;
import static io.spendhub.authorizations.DeclineCode.VOUCHER_REFUSED;
import static io.spendhub.authorizations.DeclineCode.WALLET_CLOSED;
import static io.spendhub.authorizations.DeclineCode.WALLET_FROZEN;
import static io.spendhub.testing.Attempt.SHOP;
import static io.spendhub.testing.Attempt.authorizing;
import static io.spendhub.testing.Attempt.incrementingBy;
import static io.spendhub.testing.GivenCard.aCard;
import static io.spendhub.testing.GivenControls.denying;
import static io.spendhub.testing.GivenControls.onCountry;
import static io.spendhub.testing.GivenControls.onMcc;
import static io.spendhub.testing.GivenControls.onMerchantId;
import static io.spendhub.testing.GivenControls.onSchedule;
import static io.spendhub.testing.GivenLimit.aLimit;
import static io.spendhub.testing.Price.gbp;
import static io.spendhub.testing.Spending.approved;
import static io.spendhub.testing.Spending.declined;
import static io.spendhub.testing.Spending.given;
import static java.time.DayOfWeek.SUNDAY;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.DeclineCode;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.limits.LimitWindow;
import io.spendhub.testing.Attempt;
import io.spendhub.testing.GivenCard;
import io.spendhub.testing.Price;
import io.spendhub.vouchers.CardOffer.Refused;
import io.spendhub.wallets.WalletStatus;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a purchase is declined, and which reason is told when several apply. */
class DeclineCodesTest {
  /** The contract's list, in its order. */
  private static final List<String> CONTRACT =
      List.of(
          "wallet_closed",
          "wallet_frozen",
          "holder_inactive",
          "card_closed",
          "card_frozen",
          "card_not_activated",
          "card_expired",
          "currency_mismatch",
          "merchant_blocked",
          "mcc_blocked",
          "country_blocked",
          "outside_schedule",
          "single_use_consumed",
          "voucher_refused",
          "limit_amount_exceeded",
          "limit_count_exceeded",
          "insufficient_funds");

  /** What puts each reason in the way of a purchase that otherwise would be approved. */
  private static final Map<DeclineCode, UnaryOperator<Case>> OBSTACLES =
      Map.ofEntries(
          entry(WALLET_CLOSED, card(card -> card.onAWalletInStatus(WalletStatus.CLOSED))),
          entry(WALLET_FROZEN, card(card -> card.onAWalletInStatus(WalletStatus.FROZEN))),
          entry(HOLDER_INACTIVE, card(GivenCard::ofAnInactiveHolder)),
          entry(CARD_CLOSED, card(card -> card.inStatus(CardStatus.CLOSED))),
          entry(CARD_FROZEN, card(card -> card.inStatus(CardStatus.FROZEN))),
          entry(CARD_NOT_ACTIVATED, card(card -> card.inStatus(CardStatus.PENDING_ACTIVATION))),
          entry(CARD_EXPIRED, card(card -> card.expiringAfter(YearMonth.of(2026, 2)))),
          entry(CURRENCY_MISMATCH, it -> new Case(it.card(), it.attempt().in("EUR"))),
          entry(MERCHANT_BLOCKED, card(card -> card.with(onMerchantId(denying("shop-1"))))),
          entry(MCC_BLOCKED, card(card -> card.with(onMcc(denying("5411"))))),
          entry(COUNTRY_BLOCKED, card(card -> card.with(onCountry(denying("GB"))))),
          entry(
              OUTSIDE_SCHEDULE,
              card(card -> card.with(onSchedule("00:00", "00:00", "UTC", SUNDAY)))),
          entry(SINGLE_USE_CONSUMED, card(card -> card.ofType(CardType.SINGLE_USE).usedAt(SHOP))),
          entry(
              VOUCHER_REFUSED,
              card(card -> card.withAVoucherThat(new Refused("voucher_expired", "It is over.")))),
          entry(LIMIT_AMOUNT_EXCEEDED, card(card -> card.withDailyLimit(gbp(99)))),
          entry(
              LIMIT_COUNT_EXCEEDED,
              card(card -> card.with(aLimit(LimitWindow.WEEKLY).ofPurchases(0)))),
          entry(INSUFFICIENT_FUNDS, card(card -> card.onAWalletWith(gbp(98)))));

  /** Reasons of which only one can apply, since each is a status of the same thing. */
  private static final List<Set<DeclineCode>> ONE_OF =
      List.of(
          EnumSet.of(WALLET_CLOSED, WALLET_FROZEN),
          EnumSet.of(CARD_CLOSED, CARD_FROZEN, CARD_NOT_ACTIVATED));

  private static final Set<DeclineCode> BEGINNINGS_ONLY =
      EnumSet.of(LIMIT_COUNT_EXCEEDED, SINGLE_USE_CONSUMED, VOUCHER_REFUSED);

  private static final Set<DeclineCode> OF_MONEY_ONLY =
      EnumSet.of(LIMIT_AMOUNT_EXCEEDED, INSUFFICIENT_FUNDS);

  /** A purchase of 100 pounds, and what it is made with. */
  private record Case(GivenCard card, Attempt attempt) {
    static final Case UNHINDERED = new Case(aCard(), authorizing(gbp(100)));

    Case hinderedBy(Collection<DeclineCode> reasons) {
      Case hindered = this;
      for (DeclineCode reason : reasons) {
        hindered = Objects.requireNonNull(OBSTACLES.get(reason)).apply(hindered);
      }
      return hindered;
    }

    Case verifying() {
      return new Case(card, authorizing(new Price(0, attempt.price().currency())));
    }

    Case incrementing() {
      return new Case(card, incrementingBy(attempt.price()));
    }

    void isDeclined(DeclineCode code) {
      given(card).when(attempt).then(declined(code));
    }
  }

  record Pair(DeclineCode earlier, DeclineCode later) {}

  @Test
  void without_an_obstacle_the_purchase_is_approved() {
    given(Case.UNHINDERED.card()).when(Case.UNHINDERED.attempt()).then(approved(gbp(100)));
  }

  @Test
  void the_table_of_obstacles_leaves_no_reason_out() {
    assertThat(OBSTACLES).containsOnlyKeys(DeclineCode.values());
  }

  @ParameterizedTest
  @EnumSource
  void each_reason_alone_is_the_answer(DeclineCode reason) {
    Case.UNHINDERED.hinderedBy(List.of(reason)).isDeclined(reason);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void of_two_reasons_the_earlier_is_the_answer(Pair pair) {
    Case.UNHINDERED.hinderedBy(List.of(pair.earlier, pair.later)).isDeclined(pair.earlier);
    Case.UNHINDERED.hinderedBy(List.of(pair.later, pair.earlier)).isDeclined(pair.earlier);
  }

  @ParameterizedTest
  @EnumSource
  void a_reason_is_the_answer_when_all_later_ones_apply_too(DeclineCode reason) {
    Case.UNHINDERED.hinderedBy(allPossibleFrom(reason)).isDeclined(reason);
  }

  /**
   * Counts bind what begins a purchase, a single use is spent by the purchase itself, and its
   * voucher pays no increment.
   */
  @ParameterizedTest
  @EnumSource
  void an_increment_is_decided_by_every_rule_but_counts_and_single_use_and_vouchers(
      DeclineCode reason) {
    Case hindered = Case.UNHINDERED.hinderedBy(List.of(reason)).incrementing();

    if (BEGINNINGS_ONLY.contains(reason)) {
      given(hindered.card()).when(hindered.attempt()).then(approved(gbp(100)));
    } else {
      hindered.isDeclined(reason);
    }
  }

  /** Nothing is within any limit of amount, and any wallet can pay it. */
  @ParameterizedTest
  @EnumSource
  void a_verification_is_decided_by_every_rule_but_amount_limits_and_funds(DeclineCode reason) {
    Case hindered = Case.UNHINDERED.hinderedBy(List.of(reason)).verifying();

    if (OF_MONEY_ONLY.contains(reason)) {
      given(hindered.card()).when(hindered.attempt()).then(approved(gbp(0)));
    } else {
      hindered.isDeclined(reason);
    }
  }

  @ParameterizedTest
  @MethodSource("pairsForIncrements")
  void of_two_reasons_against_an_increment_the_earlier_is_the_answer(Pair pair) {
    Case.UNHINDERED
        .hinderedBy(List.of(pair.earlier, pair.later))
        .incrementing()
        .isDeclined(pair.earlier);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void a_preview_tells_both_of_two_reasons_in_their_order(Pair pair) {
    Case hindered = Case.UNHINDERED.hinderedBy(List.of(pair.later, pair.earlier));

    assertThat(given(hindered.card()).whenPreviewing(hindered.attempt()))
        .containsExactly(pair.earlier, pair.later);
  }

  @Test
  void a_preview_of_what_would_be_approved_tells_no_reason() {
    assertThat(given(Case.UNHINDERED.card()).whenPreviewing(Case.UNHINDERED.attempt())).isEmpty();
  }

  @Test
  void a_preview_tells_every_reason_that_can_apply_at_once() {
    Set<DeclineCode> applying = allPossibleFrom(WALLET_CLOSED);
    Case hindered = Case.UNHINDERED.hinderedBy(applying);

    assertThat(given(hindered.card()).whenPreviewing(hindered.attempt()))
        .hasSize(DeclineCode.values().length - 3)
        .containsExactlyElementsOf(applying);
  }

  @Test
  void every_two_reasons_that_can_apply_together_are_paired() {
    int all = DeclineCode.values().length;
    int exclusive = ONE_OF.stream().mapToInt(group -> pairsAmong(group.size())).sum();

    assertThat(pairs()).hasSize(pairsAmong(all) - exclusive).doesNotHaveDuplicates();
  }

  @Test
  void the_reasons_stand_in_the_order_of_the_contract_and_in_its_spelling() {
    List<String> codes = Stream.of(DeclineCode.values()).map(DeclineCode::code).toList();

    assertThat(codes).isEqualTo(CONTRACT);
  }

  static Stream<Pair> pairs() {
    return Arrays.stream(DeclineCode.values())
        .flatMap(earlier -> Stream.of(DeclineCode.values()).map(later -> new Pair(earlier, later)))
        .filter(pair -> pair.earlier.compareTo(pair.later) < 0)
        .filter(pair -> !exclude(pair.earlier, pair.later));
  }

  static Stream<Pair> pairsForIncrements() {
    return pairs()
        .filter(pair -> !BEGINNINGS_ONLY.contains(pair.earlier))
        .filter(pair -> !BEGINNINGS_ONLY.contains(pair.later));
  }

  /** A reason and every later one that can apply together with those before it. */
  private static Set<DeclineCode> allPossibleFrom(DeclineCode reason) {
    Set<DeclineCode> applying = EnumSet.of(reason);
    for (DeclineCode other : DeclineCode.values()) {
      boolean possible = applying.stream().noneMatch(chosen -> exclude(chosen, other));
      if (other.compareTo(reason) > 0 && possible) {
        applying.add(other);
      }
    }
    return applying;
  }

  private static boolean exclude(DeclineCode one, DeclineCode other) {
    return one != other
        && ONE_OF.stream().anyMatch(group -> group.contains(one) && group.contains(other));
  }

  private static int pairsAmong(int things) {
    return things * (things - 1) / 2;
  }

  private static UnaryOperator<Case> card(UnaryOperator<GivenCard> change) {
    return it -> new Case(change.apply(it.card()), it.attempt());
  }
}
