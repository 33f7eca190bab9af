package io.spendhub.vouchers.redemptions.domain;

import static io.spendhub.testing.GivenVoucher.NOW;
import static io.spendhub.testing.GivenVoucher.aGiftCardOf;
import static io.spendhub.testing.Price.eur;
import static io.spendhub.testing.Price.gbp;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.exists;
import static io.spendhub.vouchers.redemptions.FailureCode.BALANCE_INSUFFICIENT;
import static io.spendhub.vouchers.redemptions.FailureCode.BUDGET_EXCEEDED;
import static io.spendhub.vouchers.redemptions.FailureCode.CAMPAIGN_LIMIT_EXCEEDED;
import static io.spendhub.vouchers.redemptions.FailureCode.CURRENCY_MISMATCH;
import static io.spendhub.vouchers.redemptions.FailureCode.HOLDER_BLOCKED;
import static io.spendhub.vouchers.redemptions.FailureCode.HOLDER_LIMIT_EXCEEDED;
import static io.spendhub.vouchers.redemptions.FailureCode.NOT_STACKABLE;
import static io.spendhub.vouchers.redemptions.FailureCode.RESERVED_BY_OTHER;
import static io.spendhub.vouchers.redemptions.FailureCode.RULE_VIOLATED;
import static io.spendhub.vouchers.redemptions.FailureCode.SHOP_NOT_ALLOWED;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_ALREADY_USED;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_DISABLED;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_EXPIRED;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_NOT_FOUND;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_NOT_STARTED;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_OUTSIDE_SCHEDULE;
import static io.spendhub.vouchers.redemptions.FailureCode.WRONG_HOLDER;
import static java.time.DayOfWeek.SUNDAY;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.GivenVoucher;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.redemptions.FailureCode;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Why a voucher does not work, and which reason is told when several apply. */
class FailureCodesTest {
  /** The contract's list, in its order. */
  private static final List<String> CONTRACT =
      List.of(
          "voucher_not_found",
          "voucher_disabled",
          "voucher_not_started",
          "voucher_expired",
          "voucher_outside_schedule",
          "holder_blocked",
          "wrong_holder",
          "shop_not_allowed",
          "rule_violated",
          "not_stackable",
          "currency_mismatch",
          "reserved_by_other",
          "voucher_already_used",
          "campaign_limit_exceeded",
          "holder_limit_exceeded",
          "budget_exceeded",
          "balance_insufficient");

  /** A gift card of 50 pounds, of which its holder spends 40 on an order of 100. */
  private static final GivenVoucher UNHINDERED =
      aGiftCardOf(gbp(50)).usedBy("ann").on(gbp(100)).asking(gbp(40));

  /** What puts each reason in the way of it. */
  private static final Map<FailureCode, UnaryOperator<GivenVoucher>> OBSTACLES =
      Map.ofEntries(
          entry(VOUCHER_DISABLED, GivenVoucher::disabled),
          entry(VOUCHER_NOT_STARTED, it -> it.startingAt(NOW.plusNanos(1_000))),
          entry(VOUCHER_EXPIRED, it -> it.expiringAt(NOW)),
          entry(VOUCHER_OUTSIDE_SCHEDULE, it -> it.openOn(SUNDAY)),
          entry(HOLDER_BLOCKED, it -> it.usedByABlockedHolder("ann")),
          entry(WRONG_HOLDER, it -> it.givenTo("bob")),
          entry(SHOP_NOT_ALLOWED, GivenVoucher::atAShopThatDoesNotTakeIt),
          entry(RULE_VIOLATED, it -> it.asking(exists("metadata.member", true))),
          entry(NOT_STACKABLE, it -> it.beside(gbp(1), Stacking.ALONE)),
          entry(CURRENCY_MISMATCH, it -> it.on(eur(100))),
          entry(RESERVED_BY_OTHER, it -> it.limitedPerVoucherTo(1, 0, 1)),
          entry(VOUCHER_ALREADY_USED, it -> it.limitedPerVoucherTo(1, 1, 0)),
          entry(CAMPAIGN_LIMIT_EXCEEDED, it -> it.limitedTo(7, 7, 0)),
          entry(HOLDER_LIMIT_EXCEEDED, it -> it.limitedPerHolderTo(2, 2, 0)),
          entry(BUDGET_EXCEEDED, it -> it.withABudgetOf(gbp(39))),
          entry(BALANCE_INSUFFICIENT, it -> it.asking(gbp(51))));

  /** A use that others keep may still come free, and of one that is gone nothing is kept. */
  private static final Set<FailureCode> EITHER =
      EnumSet.of(RESERVED_BY_OTHER, VOUCHER_ALREADY_USED);

  record Pair(FailureCode earlier, FailureCode later) {}

  @Test
  void without_an_obstacle_the_voucher_works() {
    UNHINDERED.gives(gbp(40));
  }

  @Test
  void the_table_of_obstacles_leaves_out_only_what_has_no_voucher() {
    Set<FailureCode> decided = EnumSet.allOf(FailureCode.class);
    decided.remove(VOUCHER_NOT_FOUND);

    assertThat(OBSTACLES.keySet()).isEqualTo(decided);
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void each_reason_alone_is_the_answer(FailureCode reason) {
    hinderedBy(List.of(reason)).failsAs(reason);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void of_two_reasons_the_earlier_is_the_answer(Pair pair) {
    hinderedBy(List.of(pair.earlier, pair.later)).failsAs(pair.earlier);
    hinderedBy(List.of(pair.later, pair.earlier)).failsAs(pair.earlier);
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void a_reason_is_the_answer_when_all_later_ones_apply_too(FailureCode reason) {
    Set<FailureCode> applying = EnumSet.copyOf(OBSTACLES.keySet());
    applying.removeIf(other -> other.compareTo(reason) < 0);
    applying.remove(reason == VOUCHER_ALREADY_USED ? RESERVED_BY_OTHER : VOUCHER_ALREADY_USED);
    applying.add(reason);

    hinderedBy(applying).failsAs(reason);
  }

  @Test
  void every_two_reasons_that_can_apply_together_are_paired() {
    int all = OBSTACLES.size();

    assertThat(pairs()).hasSize(all * (all - 1) / 2 - 1).doesNotHaveDuplicates();
  }

  @Test
  void the_reasons_stand_in_the_order_of_the_contract_and_in_its_spelling() {
    assertThat(FailureCode.values())
        .extracting(FailureCode::code)
        .containsExactlyElementsOf(CONTRACT);
  }

  static Stream<FailureCode> reasons() {
    return OBSTACLES.keySet().stream().sorted();
  }

  static Stream<Pair> pairs() {
    return reasons()
        .flatMap(earlier -> reasons().map(later -> new Pair(earlier, later)))
        .filter(pair -> pair.earlier.compareTo(pair.later) < 0)
        .filter(pair -> !EITHER.containsAll(List.of(pair.earlier, pair.later)));
  }

  private static GivenVoucher hinderedBy(Collection<FailureCode> reasons) {
    GivenVoucher hindered = UNHINDERED;
    for (FailureCode reason : reasons) {
      hindered = Objects.requireNonNull(OBSTACLES.get(reason)).apply(hindered);
    }
    return hindered;
  }
}
