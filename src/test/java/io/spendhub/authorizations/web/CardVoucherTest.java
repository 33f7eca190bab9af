package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Campaign.walletCredit;
import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Books;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Redemption;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Used;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How purchases that name a voucher are decided; each test ends with a proof of the ledger. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CardVoucherTest {
  private Spending acme;
  private Wallet wallet;
  private Card card;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(10_000));
    card = wallet.card();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  private static Map<String, Object> with(Voucher voucher, Map<String, ?> purchase) {
    return Body.with(purchase, "voucherCode", voucher.code());
  }

  private Redemption redemptionOf(Voucher voucher, Authorization made) {
    Response shown = acme.get("/v1/redemptions/" + made.answer().getString("voucher.redemptionId"));
    assertThat(shown.statusCode()).as(shown.asString()).isEqualTo(200);
    return new Redemption(voucher, shown.jsonPath());
  }

  @Test
  void a_discount_pays_its_part_and_the_wallet_the_rest() {
    Campaign campaign = Campaign.active(acme, percent(15));
    Voucher voucher = campaign.voucher();

    Authorization made = card.authorize(with(voucher, card.purchase(999)));

    assertThat(made.approved()).isTrue();
    assertThat(made.amounts().held()).isEqualTo(999);
    assertThat(made.answer().<String, Object>getMap("voucher"))
        .containsEntry("campaignId", campaign.id())
        .containsEntry("amount", 149)
        .containsEntry("heldAmount", 149)
        .containsEntry("clearedAmount", 0)
        .containsEntry("refundedAmount", 0);
    assertThat(wallet.balance()).isEqualTo(new Balance(10_000, 850, 9_150));
    assertThat(Books.held(campaign)).isEqualTo(149);
    assertThat(Books.balance(campaign)).isZero();
    assertThat(campaign.usage("redemptions")).isEqualTo(1);
    assertThat(campaign.usage("spentAmount")).isEqualTo(149);
    JsonPath redemption = redemptionOf(voucher, made).answer();
    assertThat(redemption.getString("authorizationId")).isEqualTo(made.id());
    assertThat(redemption.getString("holder"))
        .isEqualTo(acme.get(card.path()).<String>path("holderId"));
    assertThat(redemption.getString("shop")).isEqualTo("shop-1");
    assertThat(redemption.getLong("orderAmount")).isEqualTo(999);
    assertThat(redemption.getLong("discountAmount")).isEqualTo(149);
    assertThat(made.now().answer().<String, Object>getMap("voucher"))
        .isEqualTo(made.answer().getMap("voucher"));
  }

  @Test
  void a_gift_card_pays_all_that_it_carries() {
    Campaign campaign = Campaign.active(acme, giftCard(500));
    Voucher voucher = campaign.voucher();

    card.authorize(with(voucher, card.purchase(400)));
    assertThat(voucher.balance()).isEqualTo(100);
    assertThat(wallet.balance().held()).isZero();
    card.authorize(with(voucher, card.purchase(400)));

    assertThat(voucher.balance()).isZero();
    assertThat(wallet.balance().held()).isEqualTo(300);
    assertThat(Books.of(acme).liability()).isZero();
    assertThat(Books.held(campaign)).isEqualTo(500);
    Authorization declined = card.authorize(with(voucher, card.purchase(400)));
    assertThat(declined.declineCode()).isEqualTo("voucher_refused");
    assertThat(declined.answer().getString("declineDetail.voucher.code"))
        .isEqualTo("balance_insufficient");
  }

  @Test
  void a_voucher_that_does_not_work_declines_the_purchase_and_says_why() {
    Voucher voucher = Campaign.active(acme, limited(percent(10), "perVoucher", 1)).voucher();
    voucher.redeem(voucher.on(100));
    Map<String, Object> purchase = with(voucher, card.purchase(100));

    Response first = acme.move("/v1/authorizations", purchase, "once");
    Response again = acme.move("/v1/authorizations", purchase, "once");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.<String>path("decision")).isEqualTo("DECLINED");
    assertThat(first.<String>path("declineCode")).isEqualTo("voucher_refused");
    assertThat(first.<String>path("declineDetail.voucher.code")).isEqualTo("voucher_already_used");
    assertThat(first.<String>path("declineDetail.voucher.detail")).isNotBlank();
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(acme.all("/v1/redemptions", 10)).hasSize(1);
    assertThat(wallet.balance().held()).isZero();
    Voucher unknown = new Voucher(voucher.campaign(), "", "NOSUCHCODE");
    assertThat(refusal(card.authorize(with(unknown, card.purchase(1)))))
        .isEqualTo("voucher_not_found");
  }

  private static String refusal(Authorization declined) {
    assertThat(declined.declineCode()).isEqualTo("voucher_refused");
    return declined.answer().getString("declineDetail.voucher.code");
  }

  @Test
  void a_purchase_is_the_order_of_its_cards_holder_at_its_merchant() {
    String holder = acme.get(card.path()).path("holderId");
    Campaign mine = Campaign.active(acme, percent(10));
    Voucher own = mine.voucher(Body.with(mine.issuing(), "holder", holder));
    Voucher other = mine.voucher(Body.with(mine.issuing(), "holder", "somebody"));
    Map<String, Object> rules =
        Map.of(
            "all",
            List.of(
                Map.of("fact", "shop", "oneOf", List.of("shop-1")),
                Map.of("fact", "order.amount", "atLeast", 500)));
    Voucher choosy = Campaign.active(acme, Body.with(off(5), "rules", rules)).voucher();
    Voucher foreign = Campaign.active(acme, Body.with(off(5), "currency", "EUR")).voucher();
    Voucher credit = Campaign.active(acme, walletCredit(5)).voucher();

    assertThat(card.authorize(with(own, card.purchase(100))).approved()).isTrue();
    assertThat(refusal(card.authorize(with(other, card.purchase(100))))).isEqualTo("wrong_holder");
    assertThat(refusal(card.authorize(with(choosy, card.purchase(499)))))
        .isEqualTo("rule_violated");
    assertThat(card.authorize(with(choosy, card.purchase(500))).approved()).isTrue();
    assertThat(refusal(card.authorize(with(foreign, card.purchase(500)))))
        .isEqualTo("currency_mismatch");
    assertThat(refusal(card.authorize(with(credit, card.purchase(500)))))
        .isEqualTo("rule_violated");
  }

  @Test
  void a_decline_for_another_reason_uses_no_voucher() {
    Voucher voucher = Campaign.active(acme, limited(percent(50), "redemptions", 1)).voucher();

    Authorization poor = card.authorize(with(voucher, card.purchase(20_002)));
    card.freeze();
    Authorization frozen = card.authorize(with(voucher, card.purchase(10)));
    card.unfreeze();

    assertThat(poor.declineCode()).isEqualTo("insufficient_funds");
    assertThat(frozen.declineCode()).isEqualTo("card_frozen");
    assertThat(card.authorize(with(voucher, card.purchase(20_000))).approved()).isTrue();
    assertThat(wallet.balance().available()).isZero();
  }

  @Test
  void a_partial_approval_is_the_most_that_wallet_and_voucher_cover_together() {
    Voucher half = Campaign.active(acme, percent(50)).voucher();
    Voucher gift = Campaign.active(acme, giftCard(500)).voucher();
    Card poor = acme.walletWith(gbp(300)).card();
    Card poorer = acme.walletWith(gbp(300)).card();

    Authorization halved = poor.authorize(partial(with(half, poor.purchase(1_000))));
    Authorization given = poorer.authorize(partial(with(gift, poorer.purchase(1_000))));

    assertThat(halved.amounts().approved()).isEqualTo(601 - 1);
    assertThat(halved.answer().getLong("voucher.amount")).isEqualTo(300);
    assertThat(given.amounts().approved()).isEqualTo(800);
    assertThat(given.answer().getLong("voucher.amount")).isEqualTo(500);
    assertThat(poor.wallet().balance().available()).isZero();
    assertThat(poorer.wallet().balance().available()).isZero();
  }

  private static Map<String, Object> partial(Map<String, ?> purchase) {
    return Body.with(purchase, "partialApprovalAllowed", true);
  }

  @Test
  void limits_count_the_full_amount() {
    Card limited = wallet.card(Limit.of("LIFETIME", 1_000));
    Voucher voucher = Campaign.active(acme, percent(50)).voucher();

    limited.authorize(with(voucher, limited.purchase(900))).clear(300).refund(100);

    assertThat(limited.used("LIFETIME")).isEqualTo(new Used(800, 1));
    assertThat(limited.authorize(with(voucher, limited.purchase(201))).declineCode())
        .isEqualTo("limit_amount_exceeded");
  }

  @Test
  void a_preview_says_what_would_come_of_it_and_uses_nothing() {
    Voucher voucher = Campaign.active(acme, limited(percent(50), "perVoucher", 1)).voucher();
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    JsonPath preview = card.preview(with(voucher, card.purchase(20_000)));

    assertThat(preview.getString("decision")).isEqualTo("APPROVED");
    assertThat(preview.getList("reasons")).isEmpty();
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
    voucher.disable();
    JsonPath refused = card.preview(with(voucher, card.purchase(20_000)));
    assertThat(refused.getString("declineCode")).isEqualTo("voucher_refused");
    assertThat(refused.getString("declineDetail.voucher.code")).isEqualTo("voucher_disabled");
    assertThat(refused.getList("reasons.declineCode").size()).isPositive();
  }

  @Test
  void of_a_batch_each_finds_the_voucher_as_the_one_before_left_it() {
    Voucher once = Campaign.active(acme, limited(percent(10), "perVoucher", 1)).voucher();
    Voucher gift = Campaign.active(acme, giftCard(150)).voucher();
    List<Map<String, Object>> items =
        List.of(
            with(once, card.purchase(100)),
            with(once, card.purchase(100)),
            with(gift, card.purchase(100)),
            with(gift, card.purchase(100)),
            card.purchase(100));

    Response batch = acme.move("/v1/authorizations/batch", Map.of("items", items));

    assertThat(batch.statusCode()).as(batch.asString()).isEqualTo(200);
    assertThat(batch.jsonPath().<String>getList("items.authorization.decision"))
        .containsExactly("APPROVED", "DECLINED", "APPROVED", "APPROVED", "APPROVED");
    assertThat(batch.jsonPath().<Integer>getList("items.authorization.voucher.amount"))
        .containsExactly(10, 100, 50);
    assertThat(wallet.balance().held()).isEqualTo(90 + 50 + 100);
    assertThat(gift.balance()).isZero();
  }

  @Test
  void what_a_purchase_used_is_given_back_by_the_purchase_only() {
    Voucher voucher = Campaign.active(acme, percent(10)).voucher();
    Authorization made = card.authorize(with(voucher, card.purchase(100)));

    refused(redemptionOf(voucher, made).tryToRollBack(Map.of()), 409, "redemption_by_card");
  }

  @Test
  void only_an_authorization_names_a_voucher() {
    Voucher voucher = Campaign.active(acme, percent(10)).voucher();

    refused(
        acme.move("/v1/force-posts", with(voucher, card.purchase(1))), 400, "validation_failed");
    refused(acme.move("/v1/refunds", with(voucher, card.purchase(1))), 400, "validation_failed");
  }

  @Test
  void an_amount_that_no_account_counts_leaves_the_voucher_unused() {
    Wallet huge = acme.walletWith(gbp(Long.MAX_VALUE));
    Card rich = huge.card();
    Voucher voucher = Campaign.active(acme, percent(100)).voucher();
    long most = Long.MAX_VALUE;
    rich.authorize(with(voucher, rich.purchase(most))).reverse(most);
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    refused(
        acme.move("/v1/authorizations", with(voucher, rich.purchase(1))),
        422,
        "amount_out_of_range");

    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }
}
