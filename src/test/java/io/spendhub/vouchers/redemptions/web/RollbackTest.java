package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Campaign.walletCredit;
import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is given back of a redemption; each test ends with a proof of the ledger. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RollbackTest {
  private static final Map<String, Object> ALL = Map.of();

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

  @Test
  void a_full_rollback_returns_the_use_and_the_budget() {
    Map<String, Object> once = limited(off(30), "redemptions", 1);
    Campaign campaign = Campaign.active(acme, once);
    Voucher voucher = campaign.voucher();
    Redemption redemption = voucher.redeem(Body.with(voucher.on(100), "holder", "ann"));
    refused(voucher.attempt(voucher.on(100)), 422, "campaign_limit_exceeded");

    Redemption after = redemption.rollBack();

    assertThat(after.status()).isEqualTo("ROLLED_BACK");
    assertThat(after.answer().getLong("rolledBackAmount")).isEqualTo(30);
    assertThat(campaign.now().<String, Object>getMap("usage"))
        .containsEntry("redemptions", 0)
        .containsEntry("spentAmount", 0);
    assertThat(Books.balance(campaign)).isZero();
    assertThat(books.shops()).isZero();
    voucher.redeem(voucher.on(100));
  }

  @Test
  void a_partial_rollback_returns_money_and_the_last_of_it_the_use() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Redemption redemption = voucher.redeem(voucher.take(600));

    Redemption partly = redemption.rollBack(100);

    assertThat(partly.status()).isEqualTo("PARTIALLY_ROLLED_BACK");
    assertThat(voucher.balance()).isEqualTo(500);
    assertThat(voucher.now().getLong("redemptions")).isEqualTo(1);
    assertThat(books.liability()).isEqualTo(500);
    assertThat(books.shops()).isEqualTo(500);

    Redemption wholly = redemption.rollBack();

    assertThat(wholly.status()).isEqualTo("ROLLED_BACK");
    assertThat(voucher.balance()).isEqualTo(1_000);
    assertThat(voucher.now().getLong("redemptions")).isZero();
    assertThat(books.shops()).isZero();
  }

  @Test
  void no_more_is_given_back_than_was_redeemed_and_nothing_twice() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Redemption redemption = voucher.redeem(voucher.take(600));
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    refused(redemption.tryToRollBack(Map.of("amount", 601)), 422, "rollback_exceeds_redeemed");
    refused(redemption.tryToRollBack(Map.of("amount", 0)), 400, "validation_failed");
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
    redemption.rollBack(400);
    refused(redemption.tryToRollBack(Map.of("amount", 201)), 422, "rollback_exceeds_redeemed");
    redemption.rollBack(200);
    refused(redemption.tryToRollBack(ALL), 422, "already_rolled_back");
    refused(redemption.tryToRollBack(Map.of("amount", 1)), 422, "already_rolled_back");
    assertThat(voucher.balance()).isEqualTo(1_000);
  }

  @Test
  void a_discount_of_nothing_gives_its_use_back() {
    Voucher voucher =
        Campaign.active(acme, limited(Campaign.percent(1), "perVoucher", 1)).voucher();
    Redemption redemption = voucher.redeem(voucher.on(50));
    assertThat(redemption.discount()).isZero();

    assertThat(redemption.rollBack().status()).isEqualTo("ROLLED_BACK");
    refused(redemption.tryToRollBack(ALL), 422, "already_rolled_back");
    voucher.redeem(voucher.on(50));
  }

  @Test
  void a_rollback_is_made_once_under_its_key_which_it_needs() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Redemption redemption = voucher.redeem(voucher.take(600));
    String path = redemption.path() + "/rollbacks";
    refused(acme.post(path, ALL), 400, "idempotency_key_required");

    Response first = acme.move(path, Map.of("amount", 100), "back");
    Response again = acme.move(path, Map.of("amount", 100), "back");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.<Integer>path("amount")).isEqualTo(100);
    assertThat(first.<String>path("redemption.status")).isEqualTo("PARTIALLY_ROLLED_BACK");
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    refused(acme.move(path, Map.of("amount", 101), "back"), 422, "idempotency_key_reused");
    assertThat(voucher.balance()).isEqualTo(500);
  }

  @Test
  void an_empty_body_is_no_body_and_an_empty_object_gives_all_back() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Redemption redemption = voucher.redeem(voucher.take(600));
    String path = redemption.path() + "/rollbacks";

    refused(
        acme.tenant().call().header("Idempotency-Key", "back").post(path), 400, "body_required");
    assertThat(acme.move(path, ALL, "back").statusCode()).isEqualTo(201);
    assertThat(voucher.balance()).isEqualTo(1_000);
  }

  @Test
  void a_wallet_credit_comes_back_from_the_wallet_as_far_as_it_is_there() {
    Wallet wallet = acme.walletWith(gbp(50));
    Campaign campaign = Campaign.active(acme, walletCredit(200));
    Voucher voucher = campaign.voucher();
    Redemption redemption = voucher.redeem(Body.with(voucher.use(), "walletId", wallet.id()));
    wallet.card().authorize(100);

    refused(redemption.tryToRollBack(ALL), 422, "balance_insufficient");
    redemption.rollBack(150);

    assertThat(wallet.balance().available()).isZero();
    assertThat(wallet.entries().getFirst())
        .containsEntry("kind", "WALLET_CREDIT_ROLLBACK")
        .containsEntry("direction", "DEBIT")
        .containsEntry("balanceAfter", 100);
    refused(redemption.tryToRollBack(Map.of("amount", 1)), 422, "balance_insufficient");
    wallet.topUp(50);
    assertThat(redemption.rollBack().status()).isEqualTo("ROLLED_BACK");
    assertThat(voucher.balance()).isEqualTo(200);
    assertThat(books.liability()).isEqualTo(200);
    voucher.redeem(Body.with(voucher.use(), "walletId", wallet.id()));
  }

  @Test
  void what_comes_back_to_an_expired_gift_card_is_released_at_once() {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher();
    Redemption redemption = voucher.redeem(voucher.take(600));
    campaign.endYesterday();

    redemption.rollBack(100);

    assertThat(voucher.balance()).isZero();
    assertThat(books.liability()).isZero();
    assertThat(books.shops()).isEqualTo(500);
    assertThat(Books.balance(campaign)).isEqualTo(-500);
    assertThat(kinds(redemption)).contains("ROLLBACK", "VOUCHER_RESTORE");
    redemption.rollBack();
    assertThat(books.liability()).isZero();
    assertThat(Books.balance(campaign)).isZero();
    assertThat(redemption.now().status()).isEqualTo("ROLLED_BACK");
  }

  private List<String> kinds(Redemption redemption) {
    return Stored.texts(
        "select purpose from ledger.transfers where subject_id = ?",
        UUID.fromString(redemption.id()));
  }

  @Test
  void what_comes_back_to_an_expired_wallet_credit_is_released_at_once() {
    Wallet wallet = acme.wallet("GBP");
    Campaign campaign = Campaign.active(acme, walletCredit(200));
    Voucher voucher = campaign.voucher();
    Redemption redemption = voucher.redeem(Body.with(voucher.use(), "walletId", wallet.id()));
    campaign.end();

    redemption.rollBack();

    assertThat(wallet.balance().posted()).isZero();
    assertThat(books.liability()).isZero();
    assertThat(Books.balance(campaign)).isZero();
  }

  @Test
  void a_rollback_is_possible_however_the_voucher_stands() {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher();
    Redemption redemption = voucher.redeem(voucher.take(600));
    voucher.disable();
    campaign.pause();

    redemption.rollBack();

    assertThat(voucher.balance()).isEqualTo(1_000);
  }

  @Test
  void what_does_not_exist_is_not_rolled_back() {
    refused(
        acme.move("/v1/redemptions/" + Tenant.nobody() + "/rollbacks", ALL),
        404,
        "redemption_not_found");
  }

  @Test
  void a_rollback_of_one_voucher_makes_room_on_the_order() {
    Voucher first = Campaign.active(acme, off(30)).voucher();
    Voucher second = Campaign.active(acme, off(30)).voucher();
    Redemption redemption = first.redeem(first.on("order-1", 100));
    refused(second.attempt(second.on("order-1", 100)), 422, "not_stackable");

    redemption.rollBack(10);
    refused(second.attempt(second.on("order-1", 100)), 422, "not_stackable");
    redemption.rollBack();

    second.redeem(second.on("order-1", 100));
  }
}
