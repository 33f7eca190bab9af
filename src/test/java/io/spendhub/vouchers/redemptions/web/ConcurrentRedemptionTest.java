package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Campaign.walletCredit;
import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Books;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Redemption;
import io.spendhub.testing.api.Reservation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many at once use what only some can have; the ledger proves itself after each test. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ConcurrentRedemptionTest {
  private static final int THREADS = 32;
  private static final String REFUSAL = "declineDetail.voucher.code";

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @Test
  void a_code_is_used_as_often_as_it_may_be() {
    Campaign campaign = Campaign.active(acme, limited(off(30), "perVoucher", 200));
    Voucher voucher = campaign.voucher("SPRING");

    List<Response> answers = times(10, turn -> voucher.attempt(voucher.on(100)));

    assertThat(succeeded(answers)).isEqualTo(200);
    assertThat(failures(answers)).containsExactly("voucher_already_used");
    assertThat(voucher.now().getLong("redemptions")).isEqualTo(200);
    assertThat(Books.of(acme).shops()).isEqualTo(200 * 30);
    assertThat(acme.all("/v1/redemptions", 200)).hasSize(200);
  }

  @Test
  void a_budget_of_a_campaign_is_spent_and_nothing_beyond() {
    Campaign campaign = Campaign.active(acme, limited(off(30), "budgetAmount", 1_000));
    List<Voucher> vouchers = IntStream.range(0, 4).mapToObj(i -> campaign.voucher()).toList();

    List<Response> answers =
        times(
            3,
            turn -> {
              Voucher voucher = vouchers.get(turn % 4);
              return voucher.attempt(voucher.on(100));
            });

    assertThat(succeeded(answers)).isEqualTo(33);
    assertThat(failures(answers)).containsExactly("budget_exceeded");
    assertThat(campaign.usage("spentAmount")).isEqualTo(990);
  }

  @Test
  void each_holder_uses_a_campaign_as_often_as_it_says() {
    Campaign campaign = Campaign.active(acme, limited(percent(10), "perHolder", 2));
    Voucher voucher = campaign.voucher();

    List<Response> answers =
        times(3, turn -> voucher.attempt(Body.with(voucher.on(100), "holder", "h" + turn % 7)));

    assertThat(succeeded(answers)).isEqualTo(14);
    assertThat(failures(answers)).containsExactly("holder_limit_exceeded");
  }

  @Test
  void a_gift_card_is_spent_and_never_below_zero() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();

    List<Response> answers = times(5, turn -> voucher.attempt(voucher.take(7)));

    assertThat(succeeded(answers)).isEqualTo(142);
    assertThat(failures(answers)).containsExactly("balance_insufficient");
    assertThat(voucher.balance()).isEqualTo(1_000 - 142 * 7);
    assertThat(Books.of(acme).liability()).isEqualTo(6);
    assertThat(Books.of(acme).shops()).isEqualTo(994);
  }

  @Test
  void a_wallet_credit_is_credited_once() {
    Wallet one = acme.wallet("GBP");
    Wallet other = acme.wallet("GBP");
    Voucher voucher = Campaign.active(acme, walletCredit(200)).voucher();

    List<Response> answers =
        times(
            1,
            turn ->
                voucher.attempt(
                    Body.with(voucher.use(), "walletId", turn % 2 == 0 ? one.id() : other.id())));

    assertThat(succeeded(answers)).isEqualTo(1);
    assertThat(one.balance().posted() + other.balance().posted()).isEqualTo(200);
  }

  @Test
  void the_same_redemption_made_many_times_at_once_is_made_once() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();

    List<Response> answers =
        Together.run(THREADS, thread -> acme.move("/v1/redemptions", voucher.take(7), "the-same"));

    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(answers).extracting(Response::asString).containsOnly(answers.getFirst().asString());
    assertThat(answers)
        .filteredOn(answer -> answer.header("Idempotency-Replayed") == null)
        .hasSize(1);
    assertThat(voucher.balance()).isEqualTo(993);
  }

  @Test
  void the_same_failure_asked_for_many_times_at_once_is_recorded_once() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    voucher.disable();

    List<Response> answers =
        Together.run(THREADS, thread -> acme.move("/v1/redemptions", voucher.take(7), "the-same"));

    assertThat(answers).extracting(Response::statusCode).containsOnly(422);
    assertThat(answers).extracting(Response::asString).containsOnly(answers.getFirst().asString());
  }

  @Test
  void a_redemption_is_rolled_back_once_however_many_try() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Redemption redemption = voucher.redeem(voucher.take(600));

    List<Response> answers =
        Together.run(THREADS, thread -> redemption.tryToRollBack(Map.of("amount", 100)));

    assertThat(answers).extracting(Response::statusCode).isSubsetOf(201, 422);
    assertThat(succeeded(answers)).isEqualTo(6);
    assertThat(voucher.balance()).isEqualTo(1_000);
    assertThat(voucher.now().getLong("redemptions")).isZero();
  }

  @Test
  void redemptions_rollbacks_and_reservations_at_once_leave_the_counters_right() {
    Campaign campaign = Campaign.active(acme, limited(giftCard(1_000), "perVoucher", 20));
    Voucher voucher = campaign.voucher();

    List<Integer> statuses = times(3, turn -> useAndPerhapsGiveBack(voucher, turn));

    assertThat(statuses).isSubsetOf(200, 201, 409, 422);
    assertThat(voucher.now().getLong("redemptions")).isLessThanOrEqualTo(20);
    assertThat(voucher.balance() + Books.of(acme).shops()).isEqualTo(1_000);
    assertThat(voucher.now().getLong("reserved")).isZero();
  }

  private static int useAndPerhapsGiveBack(Voucher voucher, int turn) {
    if (turn % 3 == 0) {
      Response reserved = voucher.tryToReserve(voucher.take(11));
      if (reserved.statusCode() != 201) {
        return reserved.statusCode();
      }
      Reservation kept = new Reservation(voucher, reserved.jsonPath());
      if (turn % 2 == 0) {
        kept.endNow();
      }
      int redeemed = voucher.attempt(kept.use()).statusCode();
      kept.release();
      return redeemed;
    }
    Response redeemed = voucher.attempt(voucher.take(5));
    if (redeemed.statusCode() == 201 && turn % 3 == 1) {
      return new Redemption(voucher, redeemed.jsonPath()).tryToRollBack(Map.of()).statusCode();
    }
    return redeemed.statusCode();
  }

  @Test
  void a_gift_card_that_expires_meanwhile_owes_nothing_in_the_end() throws InterruptedException {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher();
    List<Redemption> made =
        IntStream.range(0, 16).mapToObj(i -> voucher.redeem(voucher.take(10))).toList();

    List<Integer> statuses =
        Together.run(
            THREADS,
            thread -> {
              if (thread == 0) {
                return campaign.end().statusCode();
              }
              return thread % 2 == 0
                  ? voucher.attempt(voucher.take(10)).statusCode()
                  : made.get(thread / 2).tryToRollBack(Map.of()).statusCode();
            });

    assertThat(statuses).isSubsetOf(200, 201, 422);
    Until.holds(() -> Books.of(acme).liability() == 0);
    assertThat(voucher.balance()).isZero();
    assertThat(Books.balance(campaign)).isEqualTo(-Books.of(acme).shops());
  }

  @Test
  void shops_and_cards_share_the_uses_of_a_code() {
    shop("Corner");
    shop("shop-1");
    Voucher voucher = Campaign.active(acme, limited(off(30), "redemptions", 41)).voucher();
    Card card = acme.walletWith(gbp(100_000)).card();
    Map<String, Object> purchase = Body.with(card.purchase(100), "voucherCode", voucher.code());
    Map<String, Object> use = Body.with(voucher.on(100), "shop", "Corner");

    List<String> outcomes =
        times(
            3,
            turn -> {
              if (turn % 2 == 0) {
                Response answer = voucher.attempt(use);
                return answer.statusCode() == 201 ? "used" : answer.<String>path("code");
              }
              Authorization made = card.authorize(purchase);
              return made.approved() ? "used" : made.answer().getString(REFUSAL);
            });

    assertThat(outcomes).containsOnly("used", "campaign_limit_exceeded");
    assertThat(outcomes).filteredOn("used"::equals).hasSize(41);
    assertThat(voucher.campaign().usage("redemptions")).isEqualTo(41);
    assertThat(voucher.campaign().usage("spentAmount")).isEqualTo(41 * 30);
  }

  private void shop(String name) {
    Stored.change(
        """
        insert into vouchers.shops (organization_id, id, name, created_at)
        values (?, ?, ?, now())
        """,
        acme.organizationId(),
        UUID.randomUUID(),
        name);
  }

  @Test
  void what_is_given_to_a_holder_was_used_by_nobody() {
    Campaign campaign = Campaign.active(acme, limited(off(30), "perVoucher", 1));
    List<Voucher> vouchers = IntStream.range(0, 48).mapToObj(i -> campaign.voucher()).toList();

    List<Response> answers =
        times(
            3,
            turn -> {
              Voucher voucher = vouchers.get(turn / 2);
              return turn % 2 == 0
                  ? voucher.attempt(voucher.on(100))
                  : campaign.publish("ann", "order-" + turn);
            });

    List<Response> given =
        answers.stream().filter(answer -> answer.path("sourceId") != null).toList();
    assertThat(given).hasSize(48);
    for (Response publication : given) {
      Voucher own =
          new Voucher(campaign, publication.path("voucher.id"), publication.path("voucher.code"));
      own.redeem(Body.with(own.on(100), "holder", "ann"));
    }
  }

  @Test
  void vouchers_are_issued_under_one_code_once() {
    Campaign one = Campaign.active(acme, giftCard(10));
    Campaign other = Campaign.active(acme, giftCard(10));

    List<Response> answers =
        Together.run(
            THREADS,
            thread -> {
              Campaign campaign = thread % 2 == 0 ? one : other;
              return campaign.issue(Body.with(campaign.issuing(), "code", "SPRING"));
            });

    assertThat(answers).extracting(Response::statusCode).isSubsetOf(201, 409);
    assertThat(succeeded(answers)).isEqualTo(1);
    assertThat(Books.of(acme).liability()).isEqualTo(10);
  }

  @Test
  void no_limit_is_lowered_below_what_is_used_meanwhile() {
    Campaign campaign = Campaign.active(acme, limited(off(30), "redemptions", 100));
    Voucher voucher = campaign.voucher();

    List<Integer> statuses =
        times(
            2,
            turn ->
                turn % 8 == 0
                    ? campaign.change(Map.of("limits", Map.of("redemptions", 20))).statusCode()
                    : voucher.attempt(voucher.on(100)).statusCode());

    assertThat(statuses).isSubsetOf(200, 201, 409, 412, 422);
  }

  /** Calls made by all threads at once, several by each, every one given its own number. */
  private static <T> List<T> times(int each, IntFunction<T> call) {
    return Together.run(
            THREADS,
            thread ->
                IntStream.range(0, each)
                    .mapToObj(turn -> call.apply(turn * THREADS + thread))
                    .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static long succeeded(List<Response> answers) {
    return answers.stream().filter(answer -> answer.statusCode() == 201).count();
  }

  private static List<String> failures(List<Response> answers) {
    return answers.stream()
        .filter(answer -> answer.statusCode() != 201)
        .map(answer -> answer.<String>path("code"))
        .distinct()
        .toList();
  }
}
