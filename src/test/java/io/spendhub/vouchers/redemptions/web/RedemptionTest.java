package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Campaign.walletCredit;
import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Books;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Redemption;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What vouchers give, and where the money for it comes from; each test ends with a proof. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RedemptionTest {
  private static final String KEY = "order-1";

  private Spending acme;
  private Books books;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
    books = Books.of(acme);
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @ParameterizedTest
  @CsvSource({
    "PERCENT, 15,  ,    999,  149",
    "PERCENT, 15,  100, 999,  100",
    "PERCENT, 100, ,    999,  999",
    "PERCENT, 1,   ,    99,   0",
    "AMOUNT,  300, ,    999,  300",
    "AMOUNT,  300, ,    120,  120",
    "PERCENT, 99,  ,    9223372036854775807, 9131138316486228048",
  })
  void a_discount_takes_off_its_share_and_the_campaign_pays_the_shop(
      String kind, long value, Long most, long order, long off) {
    Map<String, Object> discount = Map.of("kind", kind, "value", value);
    Campaign campaign =
        Campaign.active(
            acme,
            Body.with(
                percent(1),
                "discount",
                most == null ? discount : Body.with(discount, "maxAmount", most)));
    Voucher voucher = campaign.voucher();
    assertThat(voucher.validate(voucher.on(order)).getLong("discountAmount")).isEqualTo(off);

    Redemption redemption = voucher.redeem(voucher.on(order));

    assertThat(redemption.discount()).isEqualTo(off);
    assertThat(redemption.answer().<String, Object>getMap("$")).doesNotContainKey("amount");
    assertThat(Books.balance(campaign)).isEqualTo(-off);
    assertThat(books.shops()).isEqualTo(off);
    assertThat(books.liability()).isZero();
    assertThat(campaign.usage("spentAmount")).isEqualTo(off);
    assertThat(voucher.now().getLong("redemptions")).isEqualTo(1);
  }

  @Test
  void a_gift_card_is_a_liability_until_a_shop_takes_it() {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher();
    assertThat(books.liability()).isEqualTo(1_000);
    assertThat(Books.balance(campaign)).isEqualTo(-1_000);

    assertThat(voucher.redeem(voucher.take(300)).amount()).isEqualTo(300);

    assertThat(voucher.balance()).isEqualTo(700);
    assertThat(books.liability()).isEqualTo(700);
    assertThat(books.shops()).isEqualTo(300);
    assertThat(Books.balance(campaign)).isEqualTo(-1_000);
    assertThat(campaign.usage("openAmount")).isEqualTo(700);
    assertThat(campaign.usage("spentAmount")).isEqualTo(300);
  }

  @Test
  void a_gift_card_pays_as_much_of_an_order_as_it_carries_unless_told_how_much() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();

    assertThat(voucher.redeem(voucher.on(400)).amount()).isEqualTo(400);
    assertThat(voucher.redeem(Body.with(voucher.on(400), "amount", 100)).amount()).isEqualTo(100);
    assertThat(voucher.redeem(voucher.on(900)).amount()).isEqualTo(500);
    refused(voucher.attempt(voucher.on(900)), 422, "balance_insufficient");
  }

  @Test
  void a_gift_card_without_an_order_or_an_amount_is_used_whole() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();

    assertThat(voucher.redeem(voucher.use()).amount()).isEqualTo(1_000);
    assertThat(voucher.balance()).isZero();
    refused(voucher.attempt(voucher.use()), 422, "balance_insufficient");
  }

  @Test
  void a_wallet_credit_goes_to_the_wallet_in_the_same_step() {
    Wallet wallet = acme.walletWith(gbp(50));
    Campaign campaign = Campaign.active(acme, walletCredit(200));
    Voucher voucher = campaign.voucher();
    Map<String, Object> use = Body.with(voucher.use(), "walletId", wallet.id());

    Redemption redemption = voucher.redeem(use);

    assertThat(redemption.amount()).isEqualTo(200);
    assertThat(redemption.answer().getString("walletId")).isEqualTo(wallet.id());
    assertThat(wallet.balance().available()).isEqualTo(250);
    assertThat(wallet.entries().getFirst())
        .containsEntry("kind", "WALLET_CREDIT")
        .containsEntry("amount", 200)
        .containsEntry("direction", "CREDIT")
        .containsEntry("redemptionId", redemption.id())
        .containsEntry("balanceAfter", 250);
    assertThat(books.liability()).isZero();
    assertThat(books.shops()).isZero();
    assertThat(Books.balance(campaign)).isEqualTo(-200);
    refused(voucher.attempt(use), 422, "voucher_already_used");
  }

  @Test
  void a_wallet_credit_is_credited_whole_whatever_order_it_comes_with() {
    Wallet wallet = acme.wallet("GBP");
    Voucher voucher = Campaign.active(acme, walletCredit(200)).voucher();
    Map<String, Object> use = Body.with(voucher.on(50), "walletId", wallet.id());

    refused(voucher.attempt(Body.with(use, "amount", 50)), 422, "amount_not_allowed");
    voucher.redeem(use);

    assertThat(wallet.balance().posted()).isEqualTo(200);
    assertThat(voucher.balance()).isZero();
  }

  @Test
  void a_frozen_wallet_is_credited_and_a_closed_one_is_not() {
    Wallet frozen = acme.wallet("GBP");
    Wallet closed = acme.wallet("GBP");
    frozen.freeze();
    closed.close();
    Voucher voucher = Campaign.active(acme, walletCredit(200)).voucher();

    refused(
        voucher.attempt(Body.with(voucher.use(), "walletId", closed.id())), 409, "wallet_closed");
    voucher.redeem(Body.with(voucher.use(), "walletId", frozen.id()));

    assertThat(frozen.balance().posted()).isEqualTo(200);
  }

  @Test
  void what_makes_no_sense_is_refused_and_leaves_its_key_free() {
    Voucher sale = Campaign.active(acme, percent(10)).voucher();
    Voucher gift = Campaign.active(acme, giftCard(100)).voucher();
    Voucher credit = Campaign.active(acme, walletCredit(100)).voucher();
    Wallet wallet = acme.wallet("GBP");
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    refusedFreely(sale, sale.use(), "order_required");
    refusedFreely(sale, Body.with(sale.on(100), "amount", 5), "amount_not_allowed");
    refusedFreely(gift, Body.with(gift.on(50), "amount", 51), "amount_exceeds_order");
    refusedFreely(credit, credit.use(), "wallet_required");
    refusedFreely(gift, Body.with(gift.use(), "walletId", wallet.id()), "wallet_not_allowed");
    refused(
        credit.attempt(Body.with(credit.use(), "walletId", Tenant.nobody())),
        404,
        "wallet_not_found");
    refused(
        gift.attempt(Body.with(gift.use(), "reservationId", Tenant.nobody())),
        404,
        "reservation_not_found");

    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
    assertThat(acme.move("/v1/redemptions", gift.use(), KEY).statusCode()).isEqualTo(201);
  }

  private void refusedFreely(Voucher voucher, Map<String, ?> use, String code) {
    refused(acme.move("/v1/redemptions", use, KEY), 422, code);
    Response asked = acme.post(voucher.path() + "/validations", Body.without(use, "code"));
    if (!code.startsWith("wallet_")) {
      refused(asked, 422, code);
    }
  }

  @Test
  void a_redemption_is_made_once_under_its_key_which_it_needs() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    refused(acme.post("/v1/redemptions", voucher.take(10)), 400, "idempotency_key_required");

    Response first = acme.move("/v1/redemptions", voucher.take(10), KEY);
    Response again = acme.move("/v1/redemptions", voucher.take(10), KEY);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    refused(acme.move("/v1/redemptions", voucher.take(11), KEY), 422, "idempotency_key_reused");
    assertThat(voucher.balance()).isEqualTo(990);
  }

  @Test
  void a_redemption_is_shown_as_it_was_answered_and_listed() {
    Campaign sale = Campaign.active(acme, off(30));
    Voucher first = sale.voucher();
    Voucher second = sale.voucher();
    Map<String, Object> use =
        Body.with(
            Body.with(Body.with(first.on("order-7", 100), "holder", "ann"), "shop", "Corner"),
            "metadata",
            Map.of("till", "4"));
    Redemption anns = first.redeem(use);
    Redemption other = second.redeem(second.on(100));

    JsonPath shown = anns.now().answer();
    assertThat(shown.<String, Object>getMap("$")).isEqualTo(anns.answer().getMap("$"));
    assertThat(shown.<String, Object>getMap("$"))
        .containsEntry("code", first.code())
        .containsEntry("holder", "ann")
        .containsEntry("shop", "Corner")
        .containsEntry("orderId", "order-7")
        .containsEntry("orderAmount", 100)
        .containsEntry("status", "SUCCEEDED")
        .containsEntry("metadata", Map.of("till", "4"));
    assertThat(ids("")).containsExactly(other.id(), anns.id());
    assertThat(ids("?holder=ann")).containsExactly(anns.id());
    assertThat(ids("?voucherId=" + second.id())).containsExactly(other.id());
    assertThat(ids("?campaignId=" + Tenant.nobody())).isEmpty();
    assertThat(ids("?shop=Corner")).containsExactly(anns.id());
    assertThat(ids("?shop=corner")).isEmpty();
    assertThat(ids("?orderId=order-7")).containsExactly(anns.id());
  }

  @Test
  void redemptions_of_a_period_begin_with_its_start_and_end_before_its_end() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Redemption first = voucher.redeem(voucher.take(1));
    Redemption second = voucher.redeem(voucher.take(1));
    String between = second.answer().getString("createdAt");

    assertThat(ids("?from=" + between)).containsExactly(second.id());
    assertThat(ids("?to=" + between)).containsExactly(first.id());
    assertThat(ids("?from=" + between + "&to=" + between)).isEmpty();
    refusedField(acme.get("/v1/redemptions?from=today"), "from", "wrong_format");
  }

  private List<Object> ids(String filter) {
    return acme.all("/v1/redemptions" + filter, 1).stream().map(row -> row.get("id")).toList();
  }

  @Test
  void amounts_that_no_counter_holds_are_beyond_any_budget() {
    Campaign sale = Campaign.active(acme, percent(100));
    Voucher voucher = sale.voucher();
    voucher.redeem(voucher.on(Long.MAX_VALUE));

    refused(voucher.attempt(voucher.on(1)), 422, "budget_exceeded");
    refused(voucher.tryToReserve(voucher.on(Long.MAX_VALUE)), 422, "budget_exceeded");

    assertThat(sale.usage("spentAmount")).isEqualTo(Long.MAX_VALUE);
    assertThat(sale.usage("reservedAmount")).isZero();
  }

  @Test
  void gift_cards_are_not_issued_beyond_what_a_campaign_can_count() {
    Campaign gifts = Campaign.active(acme, giftCard(Long.MAX_VALUE));
    gifts.voucher();

    refused(gifts.issue(gifts.issuing()), 422, "amount_out_of_range");
    assertThat(gifts.usage("vouchers")).isEqualTo(1);
  }

  @Test
  void a_validation_has_no_effect() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    JsonPath valid = voucher.validate(voucher.on(400));
    JsonPath unknown = new Voucher(voucher.campaign(), "", "NOSUCHCODE").validate(Map.of());

    assertThat(valid.getBoolean("valid")).isTrue();
    assertThat(valid.getLong("amount")).isEqualTo(400);
    assertThat(valid.getString("voucher.id")).isEqualTo(voucher.id());
    assertThat(voucher.validate(Map.of()).getLong("amount")).isEqualTo(1_000);
    assertThat(unknown.getBoolean("valid")).isFalse();
    assertThat(unknown.getString("code")).isEqualTo("voucher_not_found");
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }
}
