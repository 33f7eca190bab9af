package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Reservation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A reservation that has run out counts in no decision, however many of its campaign ran out before
 * it. Those ran out on other vouchers and of other holders, so that only the last is in the way.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class OverdueReservationTest {
  private static final int RAN_OUT_BEFORE = 501;

  /** One statement, because the job that ends them may come by at any time. */
  private static final String RUN_OUT =
      """
      with own as (
        update vouchers.reservations set expires_at = now() where id = ? returning *),
      others as (
        insert into vouchers.reservations (organization_id, id, campaign_id, voucher_id, holder,
          amount, request, status, expires_at, created_at)
        select o.organization_id, gen_random_uuid(), o.campaign_id, v.id, 'holder ' || n, 0,
               jsonb_set(o.request::jsonb, '{holder}', to_jsonb('holder ' || n))::json,
               'ACTIVE', now() - n * interval '1 second', o.created_at
        from own o
        join vouchers.vouchers v
          on v.organization_id = o.organization_id and v.campaign_id = o.campaign_id
            and v.id <> o.voucher_id
        cross join generate_series(1, ?) n
        returning *),
      holders as (
        insert into vouchers.holder_usage (organization_id, campaign_id, holder, redemptions,
          reserved)
        select organization_id, campaign_id, holder, 0, 1 from others),
      voucher as (
        update vouchers.vouchers v set reserved = v.reserved + n.reservations
        from (select organization_id, voucher_id, count(*) as reservations from others
              group by 1, 2) n
        where v.organization_id = n.organization_id and v.id = n.voucher_id)
      update vouchers.campaign_usage u set reserved = u.reserved + n.reservations
      from (select organization_id, campaign_id, count(*) as reservations from others
            group by 1, 2) n
      where u.organization_id = n.organization_id and u.campaign_id = n.campaign_id
      """;

  private Spending acme;
  private Card card;
  private String holder;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    card = acme.walletWith(gbp(10_000)).card();
    holder = acme.get(card.path()).path("holderId");
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  /** A voucher whose reservation ran out, the last of many of its campaign to do so. */
  private Voucher reservedBefore(Map<String, ?> terms, Map<String, ?> use) {
    Campaign campaign = Campaign.active(acme, terms);
    campaign.voucher();
    Voucher voucher = campaign.voucher();
    Reservation last =
        voucher.reserve(Body.with(Body.with(use, "code", voucher.code()), "holder", holder));
    Stored.change(RUN_OUT, UUID.fromString(last.id()), RAN_OUT_BEFORE);
    return voucher;
  }

  private Voucher withdrawn(String limit) {
    long most = limit.equals("budgetAmount") ? 30 : 1;
    return reservedBefore(limited(off(30), limit, most), Map.of("order", order()));
  }

  private static Map<String, Object> order() {
    return Map.of("amount", 100, "currency", "GBP");
  }

  private Map<String, Object> use(Voucher voucher) {
    return Body.with(voucher.on(100), "holder", holder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"redemptions", "budgetAmount", "perVoucher", "perHolder"})
  void a_redemption_has_all_that_ran_out_for_itself(String limit) {
    Voucher voucher = withdrawn(limit);

    assertThat(voucher.redeem(use(voucher)).discount()).isEqualTo(30);
    assertThat(voucher.campaign().usage("reserved")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"redemptions", "budgetAmount", "perVoucher", "perHolder"})
  void a_reservation_has_all_that_ran_out_for_itself(String limit) {
    Voucher voucher = withdrawn(limit);

    assertThat(voucher.reserve(use(voucher)).status()).isEqualTo("ACTIVE");
    assertThat(voucher.campaign().usage("reserved")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"redemptions", "budgetAmount", "perVoucher", "perHolder"})
  void a_validation_says_so_too_and_is_right(String limit) {
    Voucher voucher = withdrawn(limit);

    assertThat(voucher.validate(use(voucher)).getBoolean("valid")).isTrue();
    voucher.redeem(use(voucher));
  }

  @ParameterizedTest
  @ValueSource(strings = {"redemptions", "budgetAmount", "perVoucher", "perHolder"})
  void a_purchase_has_all_that_ran_out_for_itself(String limit) {
    Voucher voucher = withdrawn(limit);
    Map<String, Object> purchase = Body.with(card.purchase(100), "voucherCode", voucher.code());

    assertThat(card.preview(purchase).getString("decision")).isEqualTo("APPROVED");
    assertThat(card.authorize(purchase).approved()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"redemptions", "budgetAmount", "perVoucher"})
  void a_limit_may_be_lowered_below_what_ran_out(String limit) {
    Map<String, Object> terms = limited(off(30), limit, 1_000);
    Voucher voucher = reservedBefore(terms, Map.of("order", order()));

    voucher.campaign().restate(Map.of("limits", Map.of(limit, 1)));

    assertThat(voucher.campaign().usage("reserved")).isZero();
  }

  @Test
  void a_gift_card_carries_again_what_was_kept_of_it() {
    Voucher voucher = reservedBefore(giftCard(1_000), Map.of("amount", 700));

    assertThat(voucher.redeem(voucher.take(1_000)).amount()).isEqualTo(1_000);
    assertThat(voucher.balance()).isZero();
  }
}
