package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Campaign.walletCredit;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Books;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class VoucherTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void a_voucher_with_a_code_of_ones_own_is_found_whatever_its_case_and_separators() {
    Voucher voucher = Campaign.active(acme, percent(10)).voucher("Spring-Sale_26");

    assertThat(voucher.code()).isEqualTo("Spring-Sale_26");
    for (String code :
        List.of("Spring-Sale_26", "SPRINGSALE26", "springsale26", "s.p.r-i n_g sale 26")) {
      assertThat(acme.get("/v1/vouchers/" + code).<String>path("id")).isEqualTo(voucher.id());
      assertThat(acme.move("/v1/redemptions", Body.with(voucher.on(10), "code", code)).statusCode())
          .isEqualTo(201);
    }
  }

  @Test
  void a_code_is_taken_in_the_whole_organization_however_it_is_written() {
    Campaign.active(acme, percent(10)).voucher("SPRING-26");
    Campaign other = Campaign.drafted(acme, percent(20));
    Spending rival = Spending.inANewOrganization();

    for (String code : List.of("SPRING-26", "spring26", "S P R I N G . 2 6")) {
      refused(other.issue(Body.with(other.issuing(), "code", code)), 409, "code_taken");
    }
    assertThat(Campaign.active(rival, percent(10)).voucher("SPRING-26").code())
        .isEqualTo("SPRING-26");
    assertThat(other.usage("vouchers")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AB", "A-B", "---", "Sälé-26", "A/B/C/D", "CODE?", "🎁🎁🎁"})
  void a_code_has_letters_digits_and_separators(String code) {
    Campaign campaign = Campaign.active(acme, percent(10));

    refusedField(
        campaign.issue(Body.with(campaign.issuing(), "code", code)), "/code", "wrong_format");
  }

  @Test
  void a_drawn_code_looks_as_its_campaign_says() {
    Campaign campaign =
        Campaign.active(
            acme,
            Body.with(percent(10), "code", Map.of("pattern", "####-####-####", "prefix", "GIFT-")));

    assertThat(campaign.voucher().code()).matches("GIFT-([2-9A-HJ-NP-Z]{4}-?){3}");
    assertThat(campaign.voucher().code()).isNotEqualTo(campaign.voucher().code());
    assertThat(campaign.usage("vouchers")).isEqualTo(3);
  }

  @Test
  void a_format_that_could_be_guessed_draws_no_code() {
    Campaign campaign =
        Campaign.active(acme, Body.with(percent(10), "code", Map.of("length", 4, "charset", "AB")));

    refused(campaign.issue(campaign.issuing()), 422, "pattern_too_small");
    refused(campaign.publish("ann", "order-1"), 422, "pattern_too_small");
    assertThat(campaign.voucher("ABBA").code()).isEqualTo("ABBA");
  }

  @Test
  void a_voucher_is_made_once_under_its_key() {
    Campaign campaign = Campaign.active(acme, giftCard(500));
    Response first = acme.move("/v1/vouchers", campaign.issuing(), "gift");
    Response again = acme.move("/v1/vouchers", campaign.issuing(), "gift");

    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(Books.of(acme).liability()).isEqualTo(500);
    campaign.end();
    assertThat(acme.move("/v1/vouchers", campaign.issuing(), "gift").asString())
        .isEqualTo(first.asString());
    refused(
        acme.move("/v1/vouchers", Body.with(campaign.issuing(), "amount", 1), "gift"),
        422,
        "idempotency_key_reused");
  }

  @Test
  void a_voucher_shows_what_it_is() {
    Campaign campaign = Campaign.active(acme, giftCard(500));
    JsonPath voucher =
        campaign
            .voucher(
                Map.of(
                    "campaignId", campaign.id(),
                    "code", "GIFT-1",
                    "holder", "ann",
                    "amount", 700,
                    "expiresAt", "2046-01-01T00:00:00Z"))
            .now();

    assertThat(voucher.<String, Object>getMap("$"))
        .containsEntry("type", "GIFT_CARD")
        .containsEntry("status", "ACTIVE")
        .containsEntry("expired", false)
        .containsEntry("holder", "ann")
        .containsEntry("amount", 700)
        .containsEntry("balance", 700)
        .containsEntry("currency", "GBP")
        .containsEntry("expiresAt", "2046-01-01T00:00:00Z")
        .containsKeys("publishedAt", "createdAt");
  }

  @Test
  void what_carries_nothing_is_issued_with_no_amount() {
    Campaign sale = Campaign.active(acme, percent(10));

    refused(sale.issue(Body.with(sale.issuing(), "amount", 5)), 422, "amount_not_allowed");
    refusedField(sale.issue(Body.with(sale.issuing(), "amount", 0)), "/amount", "out_of_range");
    refused(
        acme.post("/v1/vouchers", Map.of("campaignId", Tenant.nobody())),
        404,
        "campaign_not_found");
  }

  @Test
  void a_voucher_that_expires_gives_back_what_it_carries_by_itself() throws Exception {
    Campaign campaign = Campaign.active(acme, giftCard(500));
    Voucher kept = campaign.voucher();
    Voucher expired = campaign.voucher();
    Books books = Books.of(acme);
    assertThat(Books.balance(campaign)).isEqualTo(-1_000);

    Stored.change("update vouchers.vouchers set expires_at = now() where id = ?", expired.uuid());
    Until.holds(() -> books.liability() == 500);

    assertThat(expired.now().getBoolean("expired")).isTrue();
    assertThat(expired.balance()).isZero();
    assertThat(kept.balance()).isEqualTo(500);
    assertThat(Books.balance(campaign)).isEqualTo(-500);
    acme.proveLedger();
  }

  @Test
  void a_campaign_that_ends_gives_back_what_its_vouchers_carry() throws Exception {
    Campaign gifts = Campaign.active(acme, giftCard(500));
    Campaign thanks = Campaign.active(acme, walletCredit(300));
    gifts.voucher();
    gifts.voucher();
    thanks.voucher();
    Books books = Books.of(acme);
    assertThat(books.liability()).isEqualTo(1_300);

    gifts.end();
    Until.holds(() -> books.liability() == 300);
    thanks.endYesterday();
    Until.holds(() -> books.liability() == 0);

    assertThat(Books.balance(gifts)).isZero();
    assertThat(gifts.usage("openAmount")).isZero();
    acme.proveLedger();
  }

  @Test
  void a_gift_card_is_topped_up() {
    Voucher voucher = Campaign.active(acme, giftCard(500)).voucher();

    Response topped = voucher.topUp(250);

    assertThat(topped.statusCode()).isEqualTo(201);
    assertThat(topped.<Integer>path("balance")).isEqualTo(750);
    assertThat(topped.<Integer>path("amount")).isEqualTo(750);
    assertThat(Books.of(acme).liability()).isEqualTo(750);
    assertThat(voucher.campaign().usage("openAmount")).isEqualTo(750);
    acme.proveLedger();
  }

  @Test
  void what_is_no_gift_card_or_has_expired_is_not_topped_up() {
    Voucher credit = Campaign.active(acme, walletCredit(500)).voucher();
    Voucher gift = Campaign.active(acme, giftCard(500)).voucher();

    refused(credit.topUp(1), 409, "not_a_gift_card");
    refused(
        acme.move(gift.path() + "/top-ups", Map.of("amount", 1, "currency", "USD")),
        422,
        "currency_mismatch");
    refused(
        acme.post(gift.path() + "/top-ups", Map.of("amount", 1, "currency", "GBP")),
        400,
        "idempotency_key_required");
    refused(gift.topUp(Long.MAX_VALUE), 422, "amount_out_of_range");
    gift.campaign().endYesterday();
    refused(gift.topUp(1), 409, "voucher_expired");
  }

  @Test
  void a_voucher_is_disabled_and_enabled_as_often_as_one_likes() {
    Voucher voucher = Campaign.active(acme, percent(10)).voucher();

    assertThat(voucher.enable().<String>path("status")).isEqualTo("ACTIVE");
    assertThat(voucher.disable().<String>path("status")).isEqualTo("DISABLED");
    assertThat(voucher.disable().statusCode()).isEqualTo(200);
    refused(voucher.attempt(voucher.on(10)), 422, "voucher_disabled");
    assertThat(voucher.enable().<String>path("status")).isEqualTo("ACTIVE");
    assertThat(voucher.redeem(voucher.on(10)).discount()).isEqualTo(1);
  }

  @Test
  void vouchers_are_listed_by_campaign_holder_and_status() {
    Campaign sale = Campaign.active(acme, percent(10));
    Voucher first = sale.voucher();
    Voucher anns = sale.voucher(Body.with(sale.issuing(), "holder", "ann"));
    Voucher other = Campaign.active(acme, giftCard(5)).voucher();
    first.disable();

    assertThat(codes("")).containsExactly(other.code(), anns.code(), first.code());
    assertThat(codes("?campaignId=" + sale.id())).containsExactly(anns.code(), first.code());
    assertThat(codes("?holder=ann")).containsExactly(anns.code());
    assertThat(codes("?status=DISABLED")).containsExactly(first.code());
    assertThat(codes("?status=DISABLED&holder=ann")).isEmpty();
  }

  private List<Object> codes(String filter) {
    return acme.all("/v1/vouchers" + filter, 1).stream().map(row -> row.get("code")).toList();
  }

  @Test
  void a_code_that_is_shown_once_is_kept_nowhere() {
    Campaign secret =
        Campaign.active(acme, Body.with(giftCard(50), "code", Map.of("showOnce", true)));

    Voucher voucher = secret.voucher();

    assertThat(voucher.code()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(voucher.now().<String, Object>getMap("$")).doesNotContainKey("code");
    assertThat(voucher.redeem(voucher.take(20)).answer().<String, Object>getMap("$"))
        .doesNotContainKey("code");
    assertThat(voucher.balance()).isEqualTo(30);
    assertThat(acme.get("/v1/vouchers/" + voucher.code().toLowerCase(Locale.ROOT)))
        .returns(200, Response::statusCode);
    assertThat(Stored.everywhere(voucher.code())).isEmpty();
  }
}
