package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Books;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Cash;
import io.spendhub.testing.api.Redemption;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of other voucher engines reported as wrong, with the right answer. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class VoucherFieldCasesTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  private Voucher usableOnce() {
    return Campaign.active(acme, limited(off(500), "perVoucher", 1)).voucher();
  }

  @Test
  void of_sixty_four_who_use_a_code_at_once_one_does_and_hears_it_again() {
    Voucher voucher = usableOnce();

    List<Response> answers = Together.run(64, thread -> use(voucher, "key-" + thread));

    List<Response> made = answers.stream().filter(answer -> answer.statusCode() == 201).toList();
    assertThat(made).hasSize(1);
    answers.stream()
        .filter(answer -> answer.statusCode() != 201)
        .forEach(answer -> refused(answer, 422, "voucher_already_used"));
    Response again = use(voucher, "key-" + answers.indexOf(made.getFirst()));
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.asString()).isEqualTo(made.getFirst().asString());
  }

  private Response use(Voucher voucher, String key) {
    return acme.move("/v1/redemptions", voucher.on(2_000), key);
  }

  @Test
  void a_use_that_two_roll_back_at_once_is_there_once_more_and_not_twice() {
    Voucher voucher = usableOnce();
    Redemption redemption = voucher.redeem(voucher.on(2_000));

    List<Response> rolledBack = Together.run(2, thread -> redemption.tryToRollBack(Map.of()));

    oneOf(rolledBack, "already_rolled_back");
    oneOf(
        List.of(voucher.attempt(voucher.on(2_000)), voucher.attempt(voucher.on(2_000))),
        "voucher_already_used");
  }

  /** One was made, and the others were refused for this. */
  private static void oneOf(List<Response> answers, String refusal) {
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(1);
    answers.stream()
        .filter(answer -> answer.statusCode() != 201)
        .forEach(answer -> refused(answer, 422, refusal));
  }

  @Test
  void a_voucher_is_not_used_up_by_a_purchase_that_the_wallet_cannot_pay() {
    Voucher voucher = usableOnce();
    Wallet wallet = acme.wallet("GBP");
    Card card = wallet.card();
    Map<String, Object> purchase = Body.with(card.purchase(1_000), "voucherCode", voucher.code());

    assertThat(card.authorize(purchase).declineCode()).isEqualTo("insufficient_funds");
    assertThat(voucher.now().getLong("redemptions")).isZero();

    wallet.topUp(500);
    assertThat(card.authorize(purchase).approved()).isTrue();
    assertThat(voucher.now().getLong("redemptions")).isEqualTo(1);
  }

  @Test
  void a_gift_card_that_two_take_more_of_than_it_has_pays_one_of_them() {
    Voucher gift = Campaign.active(acme, giftCard(1_000)).voucher();

    List<Response> answers = Together.run(2, thread -> gift.attempt(gift.take(700)));

    oneOf(answers, "balance_insufficient");
    assertThat(gift.balance()).isEqualTo(300);
    assertThat(Books.of(acme).liability()).isEqualTo(300);
  }

  @Test
  void what_comes_back_to_a_gift_card_after_its_end_comes_once_and_cannot_be_spent() {
    Campaign gifts = Campaign.active(acme, giftCard(400));
    Voucher gift = gifts.voucher();
    Redemption redemption = gift.redeem(gift.take(400));
    gifts.endYesterday();

    assertThat(redemption.tryToRollBack(Map.of()).statusCode()).isEqualTo(201);
    refused(redemption.tryToRollBack(Map.of()), 422, "already_rolled_back");

    refused(gift.attempt(gift.take(1)), 422, "voucher_expired");
    assertThat(gift.balance()).isZero();
    assertThat(Books.of(acme).liability()).isZero();
  }

  /** Shares of minor units go down, by each currency's own exponent. */
  @ParameterizedTest
  @CsvSource({"JPY, 999, 15, 149", "GBP, 1999, 25, 499", "KWD, 35200, 10, 3520"})
  void a_percentage_is_the_same_wherever_it_is_asked_for(
      String currency, long amount, int percent, long discount) {
    Campaign sale = Campaign.active(acme, Body.with(percent(percent), "currency", currency));
    Voucher voucher = sale.voucher();
    Map<String, Object> order = Map.of("amount", amount, "currency", currency);
    Card card = acme.walletWith(new Cash(amount, currency)).card();
    Map<String, Object> purchase = Body.with(card.purchase(amount), "voucherCode", voucher.code());

    JsonPath validated = voucher.validate(Map.of("order", order));
    JsonPath previewed = card.preview(purchase);
    Redemption redeemed = voucher.redeem(Body.with(voucher.use(), "order", order));
    Authorization paid = card.authorize(purchase);

    assertThat(validated.getLong("discountAmount")).isEqualTo(discount);
    assertThat(previewed.getLong("voucher.amount")).isEqualTo(discount);
    assertThat(redeemed.discount()).isEqualTo(discount);
    assertThat(Objects.requireNonNull(paid.answer()).getLong("voucher.amount")).isEqualTo(discount);
    assertThat(card.wallet().balance().held()).isEqualTo(amount - discount);
  }
}
