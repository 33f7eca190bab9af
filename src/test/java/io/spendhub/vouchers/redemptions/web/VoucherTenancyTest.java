package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
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
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
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

/** Vouchers of another organization answer exactly as those that never existed. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class VoucherTenancyTest {
  private static final String UNKNOWN_CODE = "NOSUCHCODE";

  private Spending acme;
  private Spending rival;
  private UsedVoucher used;
  private Voucher theirs;
  private Map<String, String> before;

  @BeforeEach
  void openTwoOrganizations() {
    acme = Spending.inANewOrganization();
    rival = Spending.inANewOrganization();
    used = UsedVoucher.in(rival);
    theirs = used.voucher();
    before = Stored.everythingOf(rival.organizationId());
  }

  @AfterEach
  void nothingOfTheirsHasChanged() {
    assertThat(Stored.everythingOf(rival.organizationId())).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /v1/campaigns/{campaign}",
    "PATCH,  /v1/campaigns/{campaign}",
    "ACTION, /v1/campaigns/{campaign}/activate",
    "ACTION, /v1/campaigns/{campaign}/pause",
    "ACTION, /v1/campaigns/{campaign}/end",
    "GET,    /v1/vouchers/{code}",
    "ACTION, /v1/vouchers/{code}/disable",
    "ACTION, /v1/vouchers/{code}/enable",
    "ACTION, /v1/vouchers/{voucher}/disable",
    "ACTION, /v1/vouchers/{voucher}/enable",
    "TOP_UP, /v1/vouchers/{code}/top-ups",
    "GET,    /v1/redemptions/{redemption}",
    "POST,   /v1/redemptions/{redemption}/rollbacks",
    "GET,    /v1/reservations/{reservation}",
    "ACTION, /v1/reservations/{reservation}/release",
  })
  void a_foreign_name_in_a_path_answers_as_an_unknown_one(String method, String path) {
    assertSame(
        UsedVoucher.make(acme, method, used.named(path)),
        UsedVoucher.make(acme, method, unknown(path)));
  }

  private static String unknown(String path) {
    return path.replace("{code}", UNKNOWN_CODE).replaceAll("\\{.*}", Tenant.nobody());
  }

  @ParameterizedTest
  @CsvSource({"/v1/redemptions, 422", "/v1/reservations, 422"})
  void a_foreign_code_is_one_that_does_not_exist(String path, int status) {
    Response foreign = acme.move(path, theirs.take(1));

    refused(foreign, status, "voucher_not_found");
    assertSame(foreign, acme.move(path, Map.of("code", UNKNOWN_CODE, "amount", 1)));
  }

  @Test
  void a_foreign_code_would_not_work_because_there_is_none() {
    Response foreign = acme.post(theirs.path() + "/validations", Map.of("amount", 1));
    Response unknown =
        acme.post("/v1/vouchers/" + UNKNOWN_CODE + "/validations", Map.of("amount", 1));

    assertThat(foreign.statusCode()).isEqualTo(200);
    assertThat(foreign.<String>path("code")).isEqualTo("voucher_not_found");
    assertThat(foreign.asString()).isEqualTo(unknown.asString());
  }

  @Test
  void a_scanned_foreign_code_and_its_picture_do_not_exist() {
    assertSame(
        acme.post("/v1/vouchers/extract", Map.of("text", "spendhub:voucher:" + theirs.code())),
        acme.post("/v1/vouchers/extract", Map.of("text", "spendhub:voucher:" + UNKNOWN_CODE)));
    assertSame(
        acme.tenant().call().accept("image/svg+xml").get(theirs.path() + "/qr"),
        acme.tenant().call().accept("image/svg+xml").get("/v1/vouchers/" + UNKNOWN_CODE + "/qr"));
  }

  @Test
  void nothing_is_issued_or_published_of_a_foreign_campaign() {
    Campaign nothing = new Campaign(acme, Tenant.nobody(), "GBP");
    Campaign foreign = new Campaign(acme, theirs.campaign().id(), "GBP");

    assertSame(foreign.issue(foreign.issuing()), nothing.issue(nothing.issuing()));
    assertSame(foreign.publish("ann", "1"), nothing.publish("ann", "1"));
  }

  @Test
  void no_foreign_reservation_is_redeemed() {
    Voucher own = Campaign.active(acme, giftCard(1_000)).voucher();

    assertSame(
        own.attempt(Body.with(own.use(), "reservationId", used.reservation().id())),
        own.attempt(Body.with(own.use(), "reservationId", Tenant.nobody())));
    assertThat(own.balance()).isEqualTo(1_000);
  }

  @Test
  void no_foreign_wallet_is_credited() {
    Wallet foreign = rival.walletWith(gbp(10));
    before = Stored.everythingOf(rival.organizationId());
    Voucher own = Campaign.active(acme, walletCredit(500)).voucher();

    assertSame(
        own.attempt(Body.with(own.use(), "walletId", foreign.id())),
        own.attempt(Body.with(own.use(), "walletId", Tenant.nobody())));
    assertThat(own.balance()).isEqualTo(500);
    acme.proveLedger();
  }

  @Test
  void no_purchase_is_paid_with_a_foreign_voucher() {
    Card card = acme.walletWith(gbp(1_000)).card();

    Response foreign =
        acme.move("/v1/authorizations", Body.with(card.purchase(10), "voucherCode", theirs.code()));
    Response unknown =
        acme.move("/v1/authorizations", Body.with(card.purchase(10), "voucherCode", UNKNOWN_CODE));

    assertThat(foreign.<String>path("declineCode")).isEqualTo("voucher_refused");
    assertThat(foreign.<Object>path("declineDetail")).isEqualTo(unknown.path("declineDetail"));
  }

  @Test
  void lists_show_nothing_foreign() {
    for (String path :
        List.of(
            "/v1/campaigns",
            "/v1/vouchers",
            "/v1/vouchers?campaignId=" + theirs.campaign().id(),
            "/v1/vouchers?applicable=true",
            "/v1/redemptions",
            "/v1/redemptions?voucherId=" + theirs.id(),
            "/v1/redemptions?campaignId=" + theirs.campaign().id())) {
      assertThat(acme.all(path, 10)).as(path).isEmpty();
    }
  }

  /** All of a problem is the same but what names the request itself. */
  private static void assertSame(Response foreign, Response unknown) {
    refused(foreign);
    assertThat(foreign.statusCode()).as(foreign.asString()).isIn(404, 422);
    assertThat(told(foreign)).isEqualTo(told(unknown));
  }

  private static Map<String, Object> told(Response problem) {
    Map<String, Object> fields = problem.path("$");
    fields.keySet().removeAll(List.of("instance", "requestId"));
    return fields;
  }
}
