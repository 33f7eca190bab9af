package io.spendhub.vouchers.redemptions.domain;

import static io.spendhub.testing.GivenTerms.off;
import static io.spendhub.testing.GivenTerms.percent;
import static io.spendhub.testing.GivenTerms.stackable;
import static io.spendhub.testing.GivenTerms.stackableInGroup;
import static io.spendhub.testing.GivenTerms.stackableUpTo;
import static io.spendhub.testing.GivenVoucher.aGiftCardOf;
import static io.spendhub.testing.GivenVoucher.aVoucherFor;
import static io.spendhub.testing.GivenVoucher.aWalletCreditOf;
import static io.spendhub.testing.Price.gbp;
import static io.spendhub.testing.Price.pence;
import static io.spendhub.vouchers.redemptions.FailureCode.NOT_STACKABLE;

import io.spendhub.testing.GivenVoucher;
import io.spendhub.vouchers.campaigns.Stacking;
import org.junit.jupiter.api.Test;

/** Several vouchers on one order. */
class StackingTest {
  private static final GivenVoucher FIVER = aVoucherFor(off(gbp(5)));

  @Test
  void a_voucher_that_says_nothing_of_it_stands_alone() {
    FIVER.gives(gbp(5));
    FIVER.beside(gbp(1), stackable()).failsAs(NOT_STACKABLE);
  }

  @Test
  void two_vouchers_go_together_if_both_are_stackable() {
    FIVER.that(stackable()).beside(gbp(1), stackable()).gives(gbp(5));
    FIVER.that(stackable()).beside(gbp(1), Stacking.ALONE).failsAs(NOT_STACKABLE);
  }

  @Test
  void one_that_stands_alone_keeps_out_the_third() {
    FIVER
        .that(stackable())
        .beside(gbp(1), stackable())
        .beside(gbp(1), Stacking.ALONE)
        .failsAs(NOT_STACKABLE);
  }

  @Test
  void an_order_has_one_voucher_of_a_group() {
    GivenVoucher spring = FIVER.that(stackableInGroup("spring"));

    spring.beside(gbp(1), stackableInGroup("summer")).gives(gbp(5));
    spring.beside(gbp(1), stackable()).gives(gbp(5));
    spring.beside(gbp(1), stackableInGroup("spring")).failsAs(NOT_STACKABLE);
    spring
        .beside(gbp(1), stackable())
        .beside(gbp(1), stackableInGroup("spring"))
        .failsAs(NOT_STACKABLE);
  }

  @Test
  void vouchers_without_a_group_are_no_group() {
    FIVER.that(stackable()).beside(gbp(1), stackable()).beside(gbp(1), stackable()).gives(gbp(5));
  }

  @Test
  void an_order_has_as_many_vouchers_as_the_new_one_allows() {
    GivenVoucher inPairs = FIVER.that(stackableUpTo(2)).beside(gbp(1), stackable());

    inPairs.gives(gbp(5));
    inPairs.beside(gbp(1), stackable()).failsAs(NOT_STACKABLE);
  }

  @Test
  void an_order_has_as_many_vouchers_as_each_one_on_it_allows() {
    GivenVoucher second = FIVER.that(stackable()).beside(gbp(1), stackableUpTo(2));

    second.gives(gbp(5));
    second.beside(gbp(1), stackable()).failsAs(NOT_STACKABLE);
  }

  @Test
  void a_voucher_of_which_an_order_has_one_is_used_where_there_is_no_other() {
    FIVER.that(stackableUpTo(1)).gives(gbp(5));
    FIVER.that(stackableUpTo(1)).beside(gbp(1), stackable()).failsAs(NOT_STACKABLE);
  }

  @Test
  void an_order_has_no_more_than_a_hundred_vouchers() {
    GivenVoucher last = FIVER.that(stackable()).on(gbp(10_000));
    for (int others = 0; others < 99; others++) {
      last = last.beside(gbp(1), stackable());
    }

    last.gives(gbp(5));
    last.beside(gbp(1), stackable()).failsAs(NOT_STACKABLE);
  }

  @Test
  void a_percentage_is_of_the_order_before_other_vouchers() {
    aVoucherFor(percent(10))
        .that(stackable())
        .on(gbp(100))
        .beside(gbp(50), stackable())
        .gives(gbp(10));
  }

  @Test
  void vouchers_together_pay_no_more_than_the_order_comes_to() {
    FIVER.that(stackable()).on(gbp(100)).beside(gbp(97), stackable()).gives(gbp(3));
  }

  @Test
  void no_voucher_is_used_up_where_others_leave_nothing_to_pay() {
    FIVER
        .that(stackable())
        .on(gbp(100))
        .beside(gbp(90), stackable())
        .beside(gbp(10), stackable())
        .failsAs(NOT_STACKABLE);
    aGiftCardOf(gbp(50))
        .that(stackable())
        .on(gbp(100))
        .beside(gbp(100), stackable())
        .failsAs(NOT_STACKABLE);
  }

  @Test
  void an_order_that_has_become_smaller_than_what_vouchers_paid_leaves_nothing_to_pay() {
    FIVER.that(stackable()).on(gbp(100)).beside(gbp(101), stackable()).failsAs(NOT_STACKABLE);
  }

  @Test
  void a_wallet_credit_takes_nothing_of_the_order_that_it_comes_with() {
    aWalletCreditOf(gbp(50))
        .that(stackable())
        .on(gbp(10))
        .beside(gbp(10), stackable())
        .gives(gbp(50));
  }

  @Test
  void a_gift_card_pays_what_other_vouchers_leave() {
    GivenVoucher card = aGiftCardOf(gbp(50)).that(stackable()).on(gbp(60));

    card.beside(gbp(20), stackable()).gives(gbp(40));
    card.beside(gbp(5), stackable()).gives(gbp(50));
    card.beside(gbp(20), stackable()).asking(gbp(40)).gives(gbp(40));
    card.beside(gbp(20), stackable()).asking(pence(40_01)).isRefusedAs("amount_exceeds_order");
    card.beside(gbp(60), stackable()).failsAs(NOT_STACKABLE);
  }
}
