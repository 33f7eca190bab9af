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
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Books;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import io.spendhub.vouchers.redemptions.FailureCode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason why a voucher does not work, as a shop hears it. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class FailureCodeTest {
  private static final String KEY = "order-1";

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  /** The body of a use that fails in this way. */
  private Map<String, Object> failing(FailureCode code) {
    return switch (code) {
      case VOUCHER_NOT_FOUND -> Map.of("code", "NOSUCHCODE");
      case VOUCHER_DISABLED -> {
        Voucher voucher = Campaign.active(acme, giftCard(500)).voucher();
        voucher.disable();
        yield voucher.use();
      }
      case VOUCHER_NOT_STARTED -> scheduled("startsAt", "2046-01-01T00:00:00Z");
      case VOUCHER_EXPIRED -> {
        Voucher late = Campaign.active(acme, giftCard(500)).voucher();
        late.campaign().endYesterday();
        yield late.use();
      }
      case VOUCHER_OUTSIDE_SCHEDULE ->
          scheduled("weekdays", List.of(today().plusDays(3).getDayOfWeek().name()));
      case HOLDER_BLOCKED -> {
        block("ann");
        yield Body.with(gift().use(), "holder", "ann");
      }
      case WRONG_HOLDER -> {
        Campaign gifts = Campaign.active(acme, giftCard(500));
        Voucher anns = gifts.voucher(Body.with(gifts.issuing(), "holder", "ann"));
        yield Body.with(anns.use(), "holder", "bob");
      }
      case SHOP_NOT_ALLOWED -> {
        shop("Corner");
        yield Body.with(gift().use(), "shop", "Elsewhere");
      }
      case RULE_VIOLATED ->
          on(1_000, Body.with(off(30), "rules", Map.of("fact", "order.amount", "atMost", 999)));
      case NOT_STACKABLE -> {
        Voucher first = Campaign.active(acme, off(10)).voucher();
        first.redeem(first.on("order-9", 100));
        yield Campaign.active(acme, off(10)).voucher().on("order-9", 100);
      }
      case CURRENCY_MISMATCH -> on(1_000, Body.with(off(30), "currency", "EUR"));
      case RESERVED_BY_OTHER -> {
        Voucher voucher = Campaign.active(acme, limited(off(30), "perVoucher", 1)).voucher();
        voucher.reserve(voucher.on(100));
        yield voucher.on(100);
      }
      case VOUCHER_ALREADY_USED -> usedOnce(limited(off(30), "perVoucher", 1));
      case CAMPAIGN_LIMIT_EXCEEDED -> usedOnce(limited(off(30), "redemptions", 1));
      case HOLDER_LIMIT_EXCEEDED -> usedOnce(limited(off(30), "perHolder", 1));
      case BUDGET_EXCEEDED -> usedOnce(limited(off(30), "budgetAmount", 59));
      case BALANCE_INSUFFICIENT -> gift().take(501);
    };
  }

  private Voucher gift() {
    return Campaign.active(acme, giftCard(500)).voucher();
  }

  private Map<String, Object> scheduled(String field, Object value) {
    Map<String, Object> schedule = Map.of(field, value, "timezone", "UTC");
    return Campaign.active(acme, Body.with(giftCard(500), "schedule", schedule)).voucher().use();
  }

  /** Orders are in pounds, whatever the campaign's currency. */
  private Map<String, Object> on(long orderAmount, Map<String, ?> campaign) {
    Map<String, Object> order = Map.of("amount", orderAmount, "currency", "GBP");
    return Body.with(Campaign.active(acme, campaign).voucher().use(), "order", order);
  }

  private Map<String, Object> usedOnce(Map<String, ?> campaign) {
    Voucher voucher = Campaign.active(acme, campaign).voucher();
    Map<String, Object> use = Body.with(voucher.on(100), "holder", "ann");
    voucher.redeem(use);
    return use;
  }

  private static LocalDate today() {
    return LocalDate.now(Clock.systemUTC());
  }

  private void block(String name) {
    Stored.change(
        """
        insert into vouchers.holders (organization_id, id, name, status, created_at)
        values (?, ?, ?, 'BLOCKED', now())
        """,
        acme.organizationId(),
        UUID.randomUUID(),
        name);
  }

  private void shop(String name, UUID... accepts) {
    Stored.change(
        """
        insert into vouchers.shops (organization_id, id, name, accepts, created_at)
        values (?, ?, ?, ?, now())
        """,
        acme.organizationId(),
        UUID.randomUUID(),
        name,
        accepts);
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void a_failed_redemption_is_recorded_and_answered_again_although_it_would_now_work(
      FailureCode code) {
    Map<String, Object> use = failing(code);
    Map<String, Long> moved = moved();

    Response failed = acme.move("/v1/redemptions", use, KEY);
    Response again = acme.move("/v1/redemptions", use, KEY);

    JsonPath problem = refused(failed, 422, code.code());
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(problem.getString("instance")).isEqualTo("/v1/redemptions");
    assertThat(failed.header("Idempotency-Replayed")).isNull();
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.asString()).isEqualTo(failed.asString());
    assertThat(again.contentType()).isEqualTo(failed.contentType());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    refused(
        acme.move("/v1/redemptions", Body.with(use, "shop", "Other"), KEY),
        422,
        "idempotency_key_reused");
    assertThat(moved()).isEqualTo(moved);
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void validations_and_reservations_say_the_same_as_redemptions(FailureCode code) {
    Map<String, Object> use = failing(code);
    Map<String, Long> moved = moved();

    refused(acme.post("/v1/reservations", use), 422, code.code());
    Response asked =
        acme.post("/v1/vouchers/" + use.get("code") + "/validations", Body.without(use, "code"));

    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(200);
    assertThat(asked.jsonPath().getBoolean("valid")).isFalse();
    assertThat(asked.<String>path("code")).isEqualTo(code.code());
    assertThat(asked.<String>path("detail")).isNotBlank();
    assertThat(moved()).isEqualTo(moved);
  }

  private Map<String, Long> moved() {
    return Map.of(
        "redemptions", count("vouchers.redemptions"),
        "reservations", count("vouchers.reservations"),
        "transfers", count("ledger.transfers"));
  }

  private long count(String table) {
    return Stored.number(
        "select count(*) from " + table + " where organization_id = ?", acme.organizationId());
  }

  @Test
  void a_failed_reservation_is_recorded_under_its_key() {
    Voucher voucher = gift();
    voucher.disable();

    Response failed = acme.move("/v1/reservations", voucher.use(), KEY);
    voucher.enable();
    Response again = acme.move("/v1/reservations", voucher.use(), KEY);

    assertThat(refused(failed, 422, "voucher_disabled").getString("instance"))
        .isEqualTo("/v1/reservations");
    assertThat(again.asString()).isEqualTo(failed.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(voucher.reserve(voucher.use()).status()).isEqualTo("ACTIVE");
  }

  @Test
  void a_failure_is_answered_again_although_the_voucher_works_now() {
    Voucher voucher = gift();
    voucher.disable();
    Response failed = acme.move("/v1/redemptions", voucher.use(), KEY);

    voucher.enable();

    Response again = acme.move("/v1/redemptions", voucher.use(), KEY);
    assertThat(again.asString()).isEqualTo(failed.asString());
    assertThat(voucher.balance()).isEqualTo(500);
    voucher.redeem(voucher.use());
  }

  @ParameterizedTest
  @ValueSource(strings = {"draft", "pause"})
  void the_vouchers_of_a_campaign_that_is_not_active_do_not_work(String state) {
    Campaign campaign = Campaign.drafted(acme, giftCard(500));
    if (state.equals("pause")) {
      campaign.activate();
      campaign.pause();
    }
    Voucher voucher = campaign.voucher();

    refused(voucher.attempt(voucher.use()), 422, "voucher_disabled");
    campaign.activate();
    voucher.redeem(voucher.use());
  }

  @Test
  void a_campaign_that_counts_by_holder_needs_one() {
    Voucher voucher = Campaign.active(acme, limited(off(30), "perHolder", 1)).voucher();

    refused(voucher.attempt(voucher.on(100)), 422, "wrong_holder");
    voucher.redeem(Body.with(voucher.on(100), "holder", "ann"));
    voucher.redeem(Body.with(voucher.on(100), "holder", "bob"));
  }

  @Test
  void a_shop_takes_the_campaigns_that_it_accepts() {
    Voucher taken = gift();
    Voucher other = gift();
    shop("Corner", taken.campaign().uuid());

    taken.redeem(Body.with(taken.take(1), "shop", "Corner"));
    taken.redeem(taken.take(1));
    refused(other.attempt(Body.with(other.take(1), "shop", "Corner")), 422, "shop_not_allowed");
  }

  @Test
  void a_rule_tells_its_message_and_sees_items_and_metadata() {
    Map<String, Object> rules =
        Map.of(
            "all",
            List.of(
                Map.of("fact", "items.sku", "oneOf", List.of("tea"), "message", "Only with tea."),
                Map.of("fact", "metadata.channel", "exists", true)));
    Voucher voucher = Campaign.active(acme, Body.with(percent(10), "rules", rules)).voucher();
    Map<String, Object> order =
        Map.of("amount", 100, "currency", "GBP", "items", List.of(Map.of("sku", "tea")));

    assertThat(refused(voucher.attempt(voucher.on(100)), 422, "rule_violated").getString("detail"))
        .isEqualTo("Only with tea.");
    refused(voucher.attempt(Body.with(voucher.use(), "order", order)), 422, "rule_violated");
    voucher.redeem(
        Body.with(Body.with(voucher.use(), "order", order), "metadata", Map.of("channel", "web")));
  }

  @Test
  void a_voucher_with_a_time_of_its_own_expires_at_it() {
    Campaign gifts = Campaign.active(acme, giftCard(500));
    Voucher voucher =
        gifts.voucher(
            Body.with(gifts.issuing(), "expiresAt", Instant.now().minusSeconds(1).toString()));

    refused(voucher.attempt(voucher.use()), 422, "voucher_expired");
    assertThat(Books.of(acme).shops()).isZero();
  }
}
