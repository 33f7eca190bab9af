package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Books;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Holds;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a voucher pays and gets back as a purchase goes on: floor(V x min(C, A) / A) of what is
 * cleared, and floor(that x R / C) of what is refunded. Each step ends with a proof of the ledger.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CardVoucherLifeTest {
  private static final long FUNDS = 10_000;
  private Spending acme;
  private Wallet wallet;
  private Card card;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(FUNDS));
    card = wallet.card();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  private Authorization buy(Voucher voucher, long amount) {
    return card.authorize(Body.with(card.purchase(amount), "voucherCode", voucher.code()));
  }

  private Campaign sale() {
    return Campaign.active(acme, limited(percent(15), "redemptions", 1));
  }

  /** What the voucher has on hold, has paid and was paid back of a purchase. */
  private void assertPart(Authorization now, long held, long cleared, long refunded) {
    assertThat(now.answer().getLong("voucher.heldAmount")).as("held").isEqualTo(held);
    assertThat(now.answer().getLong("voucher.clearedAmount")).as("cleared").isEqualTo(cleared);
    assertThat(now.answer().getLong("voucher.refundedAmount")).as("refunded").isEqualTo(refunded);
    String campaign = now.answer().getString("voucher.campaignId");
    assertThat(Books.held(new Campaign(acme, campaign, "GBP"))).isEqualTo(held);
    long walletHeld = now.amounts().held() - held;
    long walletPaid = now.amounts().cleared() - cleared - (now.amounts().refunded() - refunded);
    assertThat(wallet.balance())
        .isEqualTo(new Balance(FUNDS - walletPaid, walletHeld, FUNDS - walletPaid - walletHeld));
    acme.proveLedger();
  }

  /** V = 149 of A = 999. */
  @Test
  void a_purchase_is_cleared_in_parts_beyond_its_amount_and_refunded() {
    Campaign campaign = sale();
    Voucher voucher = campaign.voucher();
    Authorization made = buy(voucher, 999);
    assertPart(made, 149, 0, 0);
    assertPart(made.clear(100), 135, 14, 0);
    assertPart(made.clear(100), 120, 29, 0);
    assertPart(made.increment(50), 120, 29, 0);
    assertPart(made.reverse(49), 120, 29, 0);
    assertPart(made.clear(700), 15, 134, 0);
    assertPart(made.clear(500), 0, 149, 0);
    assertThat(Books.balance(campaign)).isEqualTo(-149);
    assertThat(campaign.usage("spentAmount")).isEqualTo(149);
    assertPart(made.refund(700), 0, 149, 74);
    assertPart(made.clear(600), 0, 149, 74);
    assertPart(made.refund(100), 0, 149, 74);
    assertThat(campaign.usage("redemptions")).isEqualTo(1);
    assertPart(made.refund(1_200), 0, 149, 149);
    assertThat(Books.balance(campaign)).isZero();
    assertThat(campaign.usage("spentAmount")).isZero();
    assertThat(campaign.usage("redemptions")).isZero();
  }

  /** V = 5 of A = 10: of 2 refunded, floor(1 * 2 / 3) is the voucher's, then floor(5 * 2 / 10). */
  @Test
  void a_clearing_after_a_refund_passes_the_vouchers_share_of_it_on() {
    Authorization made = buy(Campaign.active(acme, percent(50)).voucher(), 10);
    assertPart(made.clear(3), 4, 1, 0);
    assertPart(made.refund(2), 4, 1, 0);
    assertPart(made.clear(7), 0, 5, 1);
  }

  @Test
  void a_full_reversal_gives_the_use_back() {
    Campaign campaign = sale();
    Voucher voucher = campaign.voucher();
    Authorization made = buy(voucher, 1_000);
    assertThat(buy(voucher, 10).declineCode()).isEqualTo("voucher_refused");

    assertPart(made.reverse(400), 90, 0, 0);
    assertThat(campaign.usage("redemptions")).isEqualTo(1);
    assertPart(made.reverse(600), 0, 0, 0);

    assertThat(campaign.usage("redemptions")).isZero();
    assertThat(campaign.usage("spentAmount")).isZero();
    assertThat(redemption(made).get("status")).isEqualTo("ROLLED_BACK");
    assertThat(buy(voucher, 10).approved()).isTrue();
  }

  @Test
  void what_was_cleared_keeps_its_use_and_what_was_not_goes_back_to_the_budget() {
    Campaign campaign = sale();
    Voucher voucher = campaign.voucher();

    Authorization made = buy(voucher, 1_000).clearFinally(333);

    assertPart(made, 0, 49, 0);
    assertThat(campaign.usage("spentAmount")).isEqualTo(49);
    assertThat(campaign.usage("redemptions")).isEqualTo(1);
    assertThat(redemption(made)).containsEntry("rolledBackAmount", 101);
  }

  @Test
  void a_gift_card_carries_again_what_was_not_needed() {
    Campaign campaign = Campaign.active(acme, giftCard(600));
    Voucher voucher = campaign.voucher();
    Authorization made = buy(voucher, 1_000);
    assertThat(voucher.balance()).isZero();

    assertPart(made.clearFinally(500), 0, 300, 0);
    assertThat(voucher.balance()).isEqualTo(300);
    assertThat(Books.of(acme).liability()).isEqualTo(300);
    assertPart(made.refund(250), 0, 300, 150);
    assertThat(voucher.balance()).isEqualTo(450);
    assertThat(voucher.now().getLong("redemptions")).isEqualTo(1);
    assertPart(made.refund(250), 0, 300, 300);

    assertThat(voucher.balance()).isEqualTo(600);
    assertThat(voucher.now().getLong("redemptions")).isZero();
    assertThat(Books.balance(campaign)).isEqualTo(-600);
  }

  @Test
  void what_comes_back_to_an_expired_gift_card_is_released_at_once() {
    Campaign campaign = Campaign.active(acme, giftCard(600));
    Voucher voucher = campaign.voucher();
    Authorization made = buy(voucher, 1_000).clear(500);
    campaign.endYesterday();

    assertPart(made.reverse(500), 0, 300, 0);

    assertThat(voucher.balance()).isZero();
    assertThat(Books.of(acme).liability()).isZero();
    assertThat(Books.balance(campaign)).isEqualTo(-300);
  }

  @Test
  void a_late_clearing_is_shared_and_the_campaign_pays_it_outside_its_budget() {
    Campaign campaign = sale();
    Voucher voucher = campaign.voucher();
    Authorization made = buy(voucher, 1_000).reverse(1_000);

    assertPart(made.clear(400), 0, 60, 0);

    assertThat(Books.balance(campaign)).isEqualTo(-60);
    assertThat(campaign.usage("spentAmount")).isZero();
    assertThat(campaign.usage("redemptions")).isZero();
    assertPart(made.refund(200), 0, 60, 30);
    assertPart(made.refund(200), 0, 60, 60);
    assertThat(Books.balance(campaign)).isZero();
    assertThat(campaign.usage("spentAmount")).isZero();
  }

  @Test
  void a_late_clearing_of_a_gift_card_leaves_its_balance_alone() {
    Campaign campaign = Campaign.active(acme, giftCard(600));
    Voucher voucher = campaign.voucher();
    Authorization made = buy(voucher, 1_000).reverse(1_000);
    assertThat(voucher.balance()).isEqualTo(600);

    assertPart(made.clear(500), 0, 300, 0);
    assertThat(voucher.balance()).isEqualTo(600);
    assertThat(Books.balance(campaign)).isEqualTo(-900);
    assertPart(made.refund(500), 0, 300, 300);

    assertThat(voucher.balance()).isEqualTo(600);
    assertThat(Books.balance(campaign)).isEqualTo(-600);
  }

  @Test
  void a_hold_that_expires_gives_voucher_and_wallet_their_parts_back() {
    Campaign sale = sale();
    Voucher voucher = sale.voucher();
    Campaign gifts = Campaign.active(acme, giftCard(600));
    Voucher gift = gifts.voucher();
    Authorization discounted = buy(voucher, 1_000);
    Authorization given = buy(gift, 1_000).clear(500);
    Holds.endNow(discounted);
    Holds.endNow(given);

    Until.holds(() -> discounted.now().status().equals("EXPIRED"));
    Until.holds(() -> given.now().status().equals("EXPIRED"));

    assertThat(wallet.balance()).isEqualTo(new Balance(FUNDS - 200, 0, FUNDS - 200));
    assertThat(sale.usage("redemptions")).isZero();
    assertThat(sale.usage("spentAmount")).isZero();
    assertThat(gift.balance()).isEqualTo(300);
    assertThat(gift.now().getLong("redemptions")).isEqualTo(1);
    assertThat(Books.held(sale)).isZero();
    assertThat(Books.held(gifts)).isZero();
    Holds.putEndsBack(acme);
    acme.proveLedger();
    assertThat(given.clear(100).answer().getLong("voucher.clearedAmount")).isEqualTo(360);
  }

  @Test
  void the_statement_of_the_wallet_tells_of_its_own_part_only() {
    Voucher voucher = sale().voucher();
    buy(voucher, 999).clear(999).refund(333);

    List<Map<String, Object>> entries = wallet.entries();

    assertThat(entries.stream().map(entry -> entry.get("kind")))
        .containsExactly("REFUND", "CLEARING", "HOLD", "TOP_UP");
    assertThat(entries.stream().map(entry -> entry.get("amount")))
        .containsExactly(333 - 49, 850, 850, 10_000);
    assertThat(entries.getFirst()).containsEntry("balanceAfter", 10_000 - 850 + 284);
  }

  @Test
  void a_purchase_that_its_voucher_pays_whole_leaves_the_wallet_alone() {
    Voucher free = Campaign.active(acme, percent(100)).voucher();

    assertPart(buy(free, 1_000).clear(1_000).refund(400), 0, 1_000, 400);

    assertThat(wallet.entries()).hasSize(1);
  }

  private Map<String, Object> redemption(Authorization made) {
    return acme.get("/v1/redemptions/" + made.answer().getString("voucher.redemptionId"))
        .jsonPath()
        .getMap("$");
  }
}
