package io.spendhub.vouchers.redemptions.web;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Redemption;
import io.spendhub.testing.api.Reservation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the feed and the metrics tell of vouchers. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class VoucherEventsTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void every_command_tells_its_event_once_in_order() {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    campaign.restate(Map.of("name", "Presents"));
    Voucher voucher = campaign.voucher();
    voucher.topUp(500);
    voucher.disable();
    voucher.enable();
    Reservation released = voucher.reserve(voucher.take(100));
    released.release();
    Redemption redemption = voucher.reserve(voucher.take(200)).redeem();
    redemption.rollBack(50);
    voucher.attempt(voucher.take(9_999));
    campaign.publish("ann", "order-1");
    campaign.pause();
    campaign.activate();

    assertThat(new Feed(acme).readAsMany(16).types())
        .containsExactly(
            "campaign.created",
            "campaign.activated",
            "campaign.updated",
            "voucher.issued",
            "voucher.topped_up",
            "voucher.disabled",
            "voucher.enabled",
            "voucher.reserved",
            "voucher.reservation_released",
            "voucher.reserved",
            "redemption.succeeded",
            "redemption.rolled_back",
            "redemption.failed",
            "voucher.published",
            "campaign.paused",
            "campaign.activated");
  }

  /** Who reads events may not be who may use the vouchers that they tell of. */
  @Test
  void no_event_tells_a_code() throws InterruptedException {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher("EVERY-EVENT-1");
    voucher.topUp(500);
    voucher.disable();
    voucher.enable();
    voucher.reserve(voucher.take(100)).release();
    voucher.reserve(voucher.take(200)).redeem().rollBack(50);
    voucher.attempt(voucher.take(9_999));
    campaign.publish("ann", "order-1");
    Card card = acme.walletWith(gbp(1_000)).card();
    card.authorize(Body.with(card.purchase(100), "voucherCode", voucher.code())).reverse(100);
    voucher.reserve(voucher.take(100)).endNow();
    Until.holds(() -> voucher.now().getLong("reservedAmount") == 0);
    Stored.change("update vouchers.vouchers set expires_at = now() where id = ?", voucher.uuid());
    Until.holds(() -> voucher.balance() == 0);

    assertThat(
            Stored.texts(
                "select distinct type from platform.events where organization_id = ?",
                acme.organizationId()))
        .contains(
            "voucher.issued",
            "voucher.published",
            "voucher.reservation_expired",
            "voucher.expired",
            "redemption.rolled_back");
    assertThat(
            Stored.texts(
                "select data::text from platform.events where organization_id = ?",
                acme.organizationId()))
        .noneMatch(data -> data.contains(voucher.code()))
        .anyMatch(data -> data.contains(voucher.id()));
  }

  /** They stay as they were written, since a digest covers them. */
  @Test
  void events_of_an_earlier_version_are_told_without_the_codes_that_it_stored()
      throws SQLException {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher("EARLIER-EVENT-1");
    voucher.reserve(Body.with(voucher.take(100), "metadata", Map.of("code", "mine"))).release();
    voucher.reserve(voucher.take(200)).redeem().rollBack(50);
    campaign.publish("ann", "order-1");
    voucher.attempt(voucher.take(9_999));
    List<Map<String, Object>> asWrittenNow = new Feed(acme).readAsMany(10).events();

    writeAsEarlier(voucher);
    List<Map<String, Object>> told = new Feed(acme).readAsMany(10).events();

    assertThat(
            Stored.number(
                """
                select count(*) from platform.events
                where organization_id = ? and position(? in data::text) > 0""",
                acme.organizationId(),
                voucher.code()))
        .isEqualTo(7);
    assertThat(told).isEqualTo(asWrittenNow);
    assertThat(told.toString()).contains("balance_insufficient");
  }

  /** The code came first in a redemption and a reservation, and wherever one was within another. */
  private void writeAsEarlier(Voucher voucher) throws SQLException {
    String written =
        """
        update platform.events set data = regexp_replace(data::text, '"%1$s":',
          '"code":"%2$s","%1$s":', 'g')::json
        where organization_id = '%3$s' and type in (%4$s)""";
    try (Connection connection = PostgresResource.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          written.formatted(
              "voucherId",
              voucher.code(),
              acme.organizationId(),
              "'voucher.reserved', 'voucher.reservation_released', 'redemption.succeeded',"
                  + " 'redemption.rolled_back'"));
      statement.executeUpdate(
          written.formatted(
              "status",
              voucher.code(),
              acme.organizationId(),
              "'voucher.issued', 'voucher.published'"));
    }
  }

  @Test
  void a_voucher_that_expires_is_told_once() throws InterruptedException {
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher();
    Reservation kept = voucher.reserve(voucher.take(100));
    kept.endNow();
    Until.holds(() -> voucher.now().getLong("reservedAmount") == 0);
    Stored.change("update vouchers.vouchers set expires_at = now() where id = ?", voucher.uuid());
    Until.holds(() -> voucher.balance() == 0);

    assertThat(new Feed(acme).readAsMany(6).types())
        .containsExactly(
            "campaign.created",
            "campaign.activated",
            "voucher.issued",
            "voucher.reserved",
            "voucher.reservation_expired",
            "voucher.expired");
  }

  @Test
  void an_event_tells_who_asked_for_what_and_what_came_of_it() {
    Voucher voucher = Campaign.active(acme, off(30)).voucher();
    Response made =
        acme.tenant()
            .call()
            .header("Idempotency-Key", "once")
            .header("X-Request-Id", "my-request")
            .body(voucher.on(100))
            .post("/v1/redemptions");
    refused(voucher.attempt(Body.with(voucher.on(100), "currency", "x")));
    voucher.disable();
    voucher.attempt(voucher.on(100));

    List<Map<String, Object>> events = new Feed(acme).readAsMany(6).events();

    assertThat(events.get(3))
        .containsEntry("type", "redemption.succeeded")
        .containsEntry("subject", made.path("id"))
        .containsEntry("requestId", "my-request");
    assertThat(data(events.get(3))).isEqualTo(Body.without(made.jsonPath().getMap("$"), "code"));
    assertThat(events.get(5))
        .containsEntry("type", "redemption.failed")
        .containsEntry("subject", voucher.id());
    assertThat(data(events.get(5)))
        .containsEntry("voucherId", voucher.id())
        .containsEntry("code", "voucher_disabled");
  }

  @SuppressWarnings("unchecked") // JSON objects are maps of strings
  private static Map<String, Object> data(Map<String, Object> event) {
    return (Map<String, Object>) Objects.requireNonNull(event.get("data"));
  }

  @Test
  void what_has_no_effect_tells_nothing() {
    Voucher voucher = Campaign.active(acme, limited(off(30), "perVoucher", 1)).voucher();
    acme.move("/v1/redemptions", voucher.on(100), "once");
    acme.move("/v1/redemptions", voucher.on(100), "once");
    voucher.validate(voucher.on(100));
    voucher.enable();
    refused(voucher.attempt(voucher.use()), 422, "order_required");

    assertThat(new Feed(acme).readAsMany(4).types()).last().isEqualTo("redemption.succeeded");
  }

  @Test
  void a_purchase_with_a_voucher_tells_of_both() {
    Voucher voucher = Campaign.active(acme, off(30)).voucher();
    Card card = acme.walletWith(gbp(1_000)).card();
    card.authorize(Body.with(card.purchase(100), "voucherCode", voucher.code())).reverse(100);

    List<String> types = new Feed(acme).readAsMany(10).types();

    assertThat(types.subList(6, 10))
        .containsExactlyInAnyOrder(
            "redemption.succeeded",
            "authorization.approved",
            "authorization.reversed",
            "redemption.rolled_back");
  }

  @Test
  void redemptions_are_counted_by_what_became_of_them() {
    Voucher voucher = Campaign.active(acme, limited(off(30), "perVoucher", 1)).voucher();
    long succeeded = redemptions("succeeded");
    long usedUp = redemptions("voucher_already_used");
    long unknown = redemptions("voucher_not_found");

    acme.move("/v1/redemptions", voucher.on(100), "once");
    acme.move("/v1/redemptions", voucher.on(100), "once");
    voucher.attempt(voucher.on(100));
    acme.move("/v1/redemptions", Map.of("code", "NOSUCHCODE"));

    assertThat(redemptions("succeeded") - succeeded).isEqualTo(1);
    assertThat(redemptions("voucher_already_used") - usedUp).isEqualTo(1);
    assertThat(redemptions("voucher_not_found") - unknown).isEqualTo(1);
    assertThat(exposed()).doesNotContain(voucher.code(), voucher.id(), voucher.campaign().id());
  }

  @Test
  void redemptions_by_card_are_counted_with_the_others() {
    Voucher voucher = Campaign.active(acme, limited(off(30), "perVoucher", 1)).voucher();
    Card card = acme.walletWith(gbp(1_000)).card();
    Map<String, Object> purchase = Body.with(card.purchase(100), "voucherCode", voucher.code());
    long succeeded = redemptions("succeeded");
    long usedUp = redemptions("voucher_already_used");

    card.authorize(purchase);
    card.authorize(purchase);

    assertThat(redemptions("succeeded") - succeeded).isEqualTo(1);
    assertThat(redemptions("voucher_already_used") - usedUp).isEqualTo(1);
  }

  private static long redemptions(String result) {
    String figure = "spendhub_redemptions_total{result=\"" + result + "\"} ";
    return exposed()
        .lines()
        .filter(line -> line.startsWith(figure))
        .mapToLong(line -> new BigDecimal(line.substring(figure.length())).longValueExact())
        .sum();
  }

  private static String exposed() {
    return given().get("/q/metrics").then().statusCode(200).extract().asString();
  }
}
