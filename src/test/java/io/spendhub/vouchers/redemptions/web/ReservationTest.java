package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Campaign.walletCredit;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Books;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Redemption;
import io.spendhub.testing.api.Reservation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept for somebody for a while; each test ends with a proof of the ledger. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ReservationTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  private Voucher usedOnce() {
    return Campaign.active(acme, limited(off(30), "perVoucher", 1)).voucher();
  }

  @Test
  void a_use_is_kept_for_a_quarter_of_an_hour_and_redeemed_by_its_owner() {
    Voucher voucher = usedOnce();
    Reservation kept = voucher.reserve(Body.with(voucher.on("order-1", 100), "holder", "ann"));

    assertThat(kept.status()).isEqualTo("ACTIVE");
    assertThat(kept.answer().getLong("discountAmount")).isEqualTo(30);
    assertThat(
            Duration.between(
                Instant.parse(kept.answer().getString("createdAt")),
                Instant.parse(kept.answer().getString("expiresAt"))))
        .isEqualTo(Duration.ofMinutes(15));
    assertThat(voucher.now().getLong("reserved")).isEqualTo(1);
    assertThat(voucher.campaign().usage("reservedAmount")).isEqualTo(30);
    refused(voucher.attempt(voucher.on(100)), 422, "reserved_by_other");

    Redemption redemption = kept.redeem();

    assertThat(redemption.discount()).isEqualTo(30);
    assertThat(redemption.answer().<String, Object>getMap("$"))
        .containsEntry("holder", "ann")
        .containsEntry("orderId", "order-1")
        .containsEntry("reservationId", kept.id());
    assertThat(kept.status()).isEqualTo("REDEEMED");
    assertThat(voucher.campaign().now().<String, Object>getMap("usage"))
        .containsEntry("reserved", 0)
        .containsEntry("reservedAmount", 0)
        .containsEntry("redemptions", 1);
    refused(voucher.attempt(kept.use()), 409, "reservation_ended");
    refused(voucher.attempt(voucher.on(100)), 422, "voucher_already_used");
  }

  @Test
  void an_amount_of_a_gift_card_is_kept() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Reservation kept = voucher.reserve(voucher.take(700));

    assertThat(kept.answer().getLong("amount")).isEqualTo(700);
    assertThat(voucher.balance()).isEqualTo(1_000);
    assertThat(voucher.now().getLong("reservedAmount")).isEqualTo(700);
    refused(voucher.attempt(voucher.take(301)), 422, "reserved_by_other");
    refused(voucher.attempt(voucher.take(1_001)), 422, "balance_insufficient");
    assertThat(voucher.redeem(voucher.use()).amount()).isEqualTo(300);
    assertThat(kept.redeem().amount()).isEqualTo(700);
    assertThat(voucher.balance()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 700, 900})
  void a_reserved_amount_may_be_redeemed_in_another_size_as_far_as_it_is_free(long amount) {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    voucher.reserve(voucher.take(100));
    Reservation kept = voucher.reserve(voucher.take(700));

    refused(voucher.attempt(Body.with(kept.use(), "amount", 901)), 422, "reserved_by_other");
    voucher.redeem(Body.with(kept.use(), "amount", amount));

    assertThat(voucher.balance()).isEqualTo(1_000 - amount);
    assertThat(voucher.now().getLong("reservedAmount")).isEqualTo(100);
    assertThat(Books.of(acme).liability()).isEqualTo(1_000 - amount);
  }

  @Test
  void a_reserved_wallet_credit_is_credited_to_the_wallet_that_the_redemption_names() {
    Wallet wallet = acme.wallet("GBP");
    Voucher voucher = Campaign.active(acme, walletCredit(200)).voucher();
    Reservation kept = voucher.reserve(voucher.use());
    Map<String, Object> use = Body.with(voucher.use(), "walletId", wallet.id());

    refused(voucher.attempt(use), 422, "reserved_by_other");
    voucher.redeem(Body.with(use, "reservationId", kept.id()));

    assertThat(wallet.balance().posted()).isEqualTo(200);
  }

  @Test
  void a_reservation_belongs_to_its_voucher_and_holder() {
    Voucher voucher = usedOnce();
    Voucher other = voucher.campaign().voucher();
    Reservation kept = voucher.reserve(Body.with(voucher.on(100), "holder", "ann"));

    refused(
        other.attempt(Body.with(other.on(100), "reservationId", kept.id())),
        404,
        "reservation_not_found");
    refused(voucher.attempt(Body.with(kept.use(), "holder", "bob")), 422, "wrong_holder");
    assertThat(kept.redeem().answer().getString("holder")).isEqualTo("ann");
  }

  @Test
  void a_released_reservation_frees_its_use_at_once_and_for_good() {
    Voucher voucher = usedOnce();
    Reservation kept = voucher.reserve(voucher.on(100));

    assertThat(kept.release().<String>path("status")).isEqualTo("RELEASED");
    assertThat(kept.release().statusCode()).isEqualTo(200);

    refused(voucher.attempt(kept.use()), 409, "reservation_ended");
    voucher.redeem(voucher.on(100));
    assertThat(voucher.campaign().usage("reserved")).isZero();
  }

  @Test
  void what_was_redeemed_is_not_released() {
    Voucher voucher = usedOnce();
    Reservation kept = voucher.reserve(voucher.on(100));
    kept.redeem();

    refused(kept.release(), 409, "reservation_ended");
    refused(
        acme.act("/v1/reservations/" + Tenant.nobody() + "/release"), 404, "reservation_not_found");
    refused(acme.get("/v1/reservations/" + Tenant.nobody()), 404, "reservation_not_found");
  }

  @Test
  void a_reservation_whose_time_is_over_is_in_nobodys_way() {
    Voucher voucher = usedOnce();
    Reservation kept = voucher.reserve(voucher.on(100));
    kept.endNow();

    refused(voucher.attempt(kept.use()), 409, "reservation_ended");
    voucher.redeem(voucher.on(100));

    assertThat(kept.status()).isEqualTo("EXPIRED");
    assertThat(voucher.campaign().usage("reserved")).isZero();
  }

  @Test
  void a_reservation_is_shown_as_expired_from_its_end_on() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Reservation kept = voucher.reserve(voucher.take(700));
    assertThat(kept.status()).isEqualTo("ACTIVE");

    kept.endNow();

    assertThat(kept.status()).isEqualTo("EXPIRED");
  }

  @Test
  void a_reservation_ends_by_itself() throws InterruptedException {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Reservation kept = voucher.reserve(Body.with(voucher.take(700), "holder", "ann"));
    kept.endNow();

    Until.holds(() -> voucher.now().getLong("reservedAmount") == 0);

    assertThat(kept.release().<String>path("status")).isEqualTo("EXPIRED");
    assertThat(voucher.redeem(voucher.use()).amount()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"end", "pause", "schedule"})
  void what_is_reserved_can_be_redeemed_when_the_campaign_no_longer_runs(String how) {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher();
    Reservation kept = voucher.reserve(voucher.take(700));
    if (how.equals("schedule")) {
      campaign.endYesterday();
    } else {
      acme.act(campaign.path() + "/" + how);
    }

    assertThat(voucher.attempt(voucher.take(10)).statusCode()).isEqualTo(422);
    assertThat(kept.redeem().amount()).isEqualTo(700);

    assertThat(Books.of(acme).shops()).isEqualTo(700);
  }

  @Test
  void what_is_reserved_of_a_paused_campaign_is_all_that_can_be_redeemed() {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher();
    Reservation kept = voucher.reserve(voucher.take(1));
    campaign.pause();

    refused(voucher.attempt(Body.with(kept.use(), "amount", 1_000)), 422, "voucher_disabled");

    assertThat(kept.redeem().amount()).isEqualTo(1);
  }

  @Test
  void what_a_reservation_kept_of_an_ended_campaign_goes_back_when_it_ends()
      throws InterruptedException {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher();
    Reservation kept = voucher.reserve(voucher.take(700));
    campaign.end();
    Until.holds(() -> Books.of(acme).liability() == 700);

    assertThat(kept.release().statusCode()).isEqualTo(200);
    Until.holds(() -> Books.of(acme).liability() == 0);

    assertThat(Books.balance(campaign)).isZero();
  }

  @Test
  void a_disabled_voucher_is_not_redeemed_even_if_reserved() {
    Voucher voucher = usedOnce();
    Reservation kept = voucher.reserve(voucher.on(100));
    voucher.disable();

    refused(voucher.attempt(kept.use()), 422, "voucher_disabled");
    assertThat(kept.status()).isEqualTo("ACTIVE");
    voucher.enable();
    kept.redeem();
  }

  @Test
  void a_reservation_is_made_once_under_its_key() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Response first = acme.move("/v1/reservations", voucher.take(700), "basket");
    Response again = acme.move("/v1/reservations", voucher.take(700), "basket");

    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(voucher.now().getLong("reservedAmount")).isEqualTo(700);
  }

  @Test
  void it_is_kept_as_long_as_the_caller_says_up_to_a_week() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    var kept = voucher.reserve(Body.with(voucher.take(1), "keepForSeconds", 604_800)).answer();

    assertThat(Instant.parse(kept.getString("expiresAt")))
        .isEqualTo(Instant.parse(kept.getString("createdAt")).plus(Duration.ofDays(7)));
    for (int seconds : new int[] {0, -1, 604_801}) {
      refusedField(
          voucher.tryToReserve(Body.with(voucher.take(1), "keepForSeconds", seconds)),
          "/keepForSeconds",
          "out_of_range");
    }
  }

  @Test
  void limits_count_what_is_reserved() {
    Voucher few = Campaign.active(acme, limited(off(30), "redemptions", 1)).voucher();
    Voucher poor = Campaign.active(acme, limited(off(30), "budgetAmount", 59)).voucher();
    Voucher each = Campaign.active(acme, limited(off(30), "perHolder", 1)).voucher();
    Map<String, Object> ann = Body.with(each.on(100), "holder", "ann");
    few.reserve(few.on(100));
    poor.reserve(poor.on(100));
    each.reserve(ann);

    refused(few.attempt(few.on(100)), 422, "campaign_limit_exceeded");
    refused(poor.attempt(poor.on(100)), 422, "budget_exceeded");
    refused(each.attempt(ann), 422, "holder_limit_exceeded");
  }
}
