package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Reservation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Voucher;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several vouchers on one order, told by its id; each test ends with a proof of the ledger. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class StackingTest {
  private static final String ORDER = "order-1";
  private static final int AT_ONCE = 16;

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  private Voucher stackable(Map<String, ?> campaign) {
    return stacking(campaign, Map.of("stackable", true));
  }

  private Voucher stacking(Map<String, ?> campaign, Map<String, Object> stacking) {
    return Campaign.active(acme, Body.with(campaign, "stacking", stacking)).voucher();
  }

  @Test
  void vouchers_go_together_if_each_of_them_says_so() {
    Voucher first = stackable(off(10));
    Voucher second = stackable(off(20));
    Voucher alone = Campaign.active(acme, off(30)).voucher();

    first.redeem(first.on(ORDER, 100));
    second.redeem(second.on(ORDER, 100));
    refused(alone.attempt(alone.on(ORDER, 100)), 422, "not_stackable");
    alone.redeem(alone.on("order-2", 100));
    refused(second.attempt(second.on("order-2", 100)), 422, "not_stackable");
    alone.redeem(alone.on(100));
  }

  @Test
  void an_order_takes_one_of_a_group_and_no_more_than_each_voucher_says() {
    Voucher one = stacking(off(1), Map.of("stackable", true, "group", "season"));
    Voucher same = stacking(off(1), Map.of("stackable", true, "group", "season"));
    Voucher other = stacking(off(1), Map.of("stackable", true, "group", "club"));
    Voucher third = stacking(off(1), Map.of("stackable", true, "maxPerOrder", 2));

    one.redeem(one.on(ORDER, 100));
    refused(same.attempt(same.on(ORDER, 100)), 422, "not_stackable");
    other.redeem(other.on(ORDER, 100));
    refused(third.attempt(third.on(ORDER, 100)), 422, "not_stackable");
    third.redeem(third.on("order-2", 100));
    one.redeem(one.on("order-2", 100));
    refused(other.attempt(other.on("order-2", 100)), 422, "not_stackable");
  }

  @Test
  void no_more_is_paid_than_the_order_comes_to() {
    Voucher most = stackable(off(80));
    Voucher half = stackable(percent(50));
    Voucher gift = stackable(giftCard(500));

    assertThat(most.redeem(most.on(ORDER, 100)).discount()).isEqualTo(80);
    assertThat(half.redeem(half.on(ORDER, 100)).discount()).isEqualTo(20);
    refused(gift.attempt(gift.on(ORDER, 100)), 422, "not_stackable");
    refused(gift.attempt(Body.with(gift.on(ORDER, 100), "amount", 1)), 422, "amount_exceeds_order");
    assertThat(gift.redeem(gift.on(ORDER, 130)).amount()).isEqualTo(30);
  }

  @Test
  void where_nothing_is_left_to_pay_no_use_is_lost() {
    Voucher all = stackable(off(100));
    Voucher more = stackable(off(100));
    all.redeem(all.on(ORDER, 100));

    refused(more.attempt(more.on(ORDER, 100)), 422, "not_stackable");

    assertThat(more.now().getInt("redemptions")).isZero();
    more.redeem(more.on("order-2", 100));
  }

  @Test
  void a_discount_is_used_once_on_an_order_and_a_gift_card_as_often_as_it_has_to_be() {
    Voucher sale = stackable(off(10));
    Voucher gift = stackable(giftCard(500));

    sale.redeem(sale.on(ORDER, 100));
    gift.redeem(Body.with(gift.on(ORDER, 100), "amount", 20));

    refused(sale.attempt(sale.on(ORDER, 100)), 422, "not_stackable");
    gift.redeem(Body.with(gift.on(ORDER, 100), "amount", 20));
    sale.redeem(sale.on("order-2", 100));
  }

  @Test
  void a_reservation_stands_on_its_order_until_it_ends() {
    Voucher first = Campaign.active(acme, off(10)).voucher();
    Voucher second = Campaign.active(acme, off(20)).voucher();
    Reservation kept = first.reserve(first.on(ORDER, 100));

    refused(second.attempt(second.on(ORDER, 100)), 422, "not_stackable");
    kept.release();
    second.redeem(second.on(ORDER, 100));
    refused(first.attempt(first.on(ORDER, 100)), 422, "not_stackable");
  }

  @Test
  void a_reservation_of_another_campaign_that_has_run_out_is_on_its_order_no_more() {
    Voucher first = Campaign.active(acme, off(10)).voucher();
    Voucher second = Campaign.active(acme, off(20)).voucher();
    Reservation kept = first.reserve(first.on(ORDER, 100));
    Stored.change(
        "update vouchers.reservations set expires_at = now() where id = ?",
        UUID.fromString(kept.id()));

    second.redeem(second.on(ORDER, 100));
  }

  @Test
  void a_reservation_is_redeemed_beside_itself() {
    Voucher first = Campaign.active(acme, off(10)).voucher();
    Reservation kept = first.reserve(first.on(ORDER, 100));

    assertThat(kept.redeem().discount()).isEqualTo(10);
  }

  @Test
  void orders_of_different_organizations_are_different_orders() {
    Spending rival = Spending.inANewOrganization();
    Voucher own = Campaign.active(acme, off(10)).voucher();
    Voucher theirs = Campaign.active(rival, off(10)).voucher();

    own.redeem(own.on(ORDER, 100));
    theirs.redeem(theirs.on(ORDER, 100));
  }

  @Test
  void of_many_that_do_not_go_together_one_gets_the_order() {
    List<Voucher> vouchers =
        List.of(Campaign.active(acme, off(10)).voucher(), Campaign.active(acme, off(20)).voucher());

    for (int round = 0; round < 5; round++) {
      String order = "order-" + round;
      List<Response> answers =
          Together.run(
              AT_ONCE,
              thread -> {
                Voucher voucher = vouchers.get(thread % 2);
                return voucher.attempt(voucher.on(order, 100));
              });

      assertThat(answers).extracting(Response::statusCode).isSubsetOf(201, 422);
      assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    }
  }

  @Test
  void an_order_is_paid_to_the_penny_by_many_at_once() {
    List<Voucher> vouchers = List.of(stackable(giftCard(10_000)), stackable(giftCard(10_000)));

    List<Response> answers =
        Together.run(
            AT_ONCE,
            thread -> {
              Voucher voucher = vouchers.get(thread % 2);
              return voucher.attempt(Body.with(voucher.on(ORDER, 100), "amount", 9));
            });

    assertThat(answers).extracting(Response::statusCode).isSubsetOf(201, 422);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(11);
    assertThat(vouchers.stream().mapToLong(Voucher::balance).sum()).isEqualTo(20_000 - 99);
  }

  /** The order of a reservation is not in the call that redeems it. */
  @Test
  void what_is_redeemed_by_its_reservation_leaves_no_room_for_others_at_once() {
    for (int round = 0; round < 8; round++) {
      String order = "order-" + round;
      Voucher kept = stackable(giftCard(100));
      Voucher other = stackable(giftCard(100));
      Reservation reservation = kept.reserve(Body.with(kept.on(order, 100), "amount", 10));

      List<Response> answers =
          Together.run(
              2,
              thread ->
                  thread == 0
                      ? kept.attempt(Body.with(reservation.use(), "amount", 60))
                      : other.attempt(Body.with(other.on(order, 100), "amount", 90)));

      assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
      assertThat(kept.balance() + other.balance()).isGreaterThanOrEqualTo(100);
    }
  }
}
