package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Campaign.walletCredit;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Reservation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shop may accept now, whatever else there is. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ApplicableVouchersTest {
  private static final int BEYOND_ONE_CALL = 2_500;

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void a_shop_that_is_not_known_beside_others_hears_at_once_that_there_is_nothing() {
    Campaign sale = withTwo(percent(10));
    assertThat(page("&shop=north").getList("data")).hasSize(1);
    shop(Map.of("name", "south"));
    shop(Map.of("name", "west", "accepts", List.of(sale.id())));

    nothing("&shop=north");
    assertThat(page("&shop=south").getList("data")).hasSize(1);
    assertThat(page("&shop=west").getList("data")).hasSize(1);
    assertThat(page("").getList("data")).hasSize(1);
  }

  @Test
  void a_shop_hears_of_the_campaigns_only_that_it_accepts() {
    withTwo(percent(10));
    Campaign accepted = withTwo(percent(20));
    withTwo(percent(30));
    shop(Map.of("name", "none", "accepts", List.of()));
    shop(Map.of("name", "one", "accepts", List.of(accepted.id())));

    nothing("&shop=none");
    assertThat(acme.all(asking("&shop=one"), 1))
        .hasSize(2)
        .extracting(voucher -> voucher.get("campaignId"))
        .containsOnly(accepted.id());
  }

  @Test
  void a_blocked_holder_hears_at_once_that_there_is_nothing() {
    withTwo(percent(10));
    Response ann = acme.post("/v1/holders", Map.of("name", "ann"));
    acme.act("/v1/holders/" + ann.path("id") + "/block");

    nothing("&holder=ann");
    assertThat(page("&holder=bob").getList("data")).hasSize(1);
  }

  @Test
  void campaigns_that_cannot_be_used_now_hide_nothing_and_are_not_read() {
    withTwo(percent(10)).pause();
    withTwo(percent(10)).end();
    withTwo(percent(10)).endYesterday();
    withTwo(Body.with(percent(10), "schedule", Map.of("startsAt", "2999-01-01T00:00:00Z")));
    withTwo(Body.with(percent(10), "schedule", Map.of("timezone", "UTC", "weekdays", notToday())));

    nothing("");
  }

  /** All days but those that it is anywhere about now. */
  private static List<String> notToday() {
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    return List.of(
        today.plusDays(3).getDayOfWeek().name(), today.plusDays(4).getDayOfWeek().name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"redemptions", "budgetAmount", "perHolder"})
  void what_reservations_keep_of_a_limit_is_there_again_when_their_time_is_over(String limit) {
    Campaign campaign = withTwo(limited(off(1), limit, 1));
    Voucher voucher = campaign.voucher();
    Reservation kept = voucher.reserve(Body.with(voucher.on(100), "holder", "ann"));

    nothing("&holder=ann");
    kept.endNow();

    assertThat(acme.all(asking("&holder=ann"), 1)).hasSize(3);
  }

  @Test
  void where_uses_are_counted_by_holder_one_is_named() {
    withTwo(limited(percent(10), "perHolder", 1));

    nothing("");
    assertThat(page("&holder=ann").getList("data")).hasSize(1);
  }

  @Test
  void vouchers_that_are_used_up_or_expired_are_passed_over() {
    Campaign once = Campaign.active(acme, limited(off(1), "perVoucher", 1));
    Voucher used = once.voucher();
    used.redeem(used.on(100));
    Voucher spent = Campaign.active(acme, giftCard(10)).voucher();
    spent.redeem(spent.use());
    once.voucher(Body.with(once.issuing(), "expiresAt", "2020-01-01T00:00:00Z"));
    nothing("");

    Voucher credit = Campaign.active(acme, walletCredit(10)).voucher();
    Voucher fresh = once.voucher();

    assertThat(acme.all(asking(""), 1))
        .extracting(voucher -> voucher.get("code"))
        .containsExactly(fresh.code(), credit.code());
    assertThat(page("&status=DISABLED").getList("data")).isEmpty();
  }

  @Test
  void a_page_is_short_only_where_thousands_had_to_be_looked_at() {
    Campaign campaign = Campaign.active(acme, limited(off(1), "perVoucher", 1));
    Voucher oldest = campaign.voucher();
    Generation.of(acme, campaign.id(), BEYOND_ONE_CALL).completed();
    reserveAllBut(oldest);

    JsonPath first = page("");
    JsonPath second = page("&cursor=" + first.getString("nextCursor"));

    assertThat(first.getList("data")).isEmpty();
    assertThat(second.getList("data.code")).containsExactly(oldest.code());
    assertThat(second.getString("nextCursor")).isNull();
    Voucher newest = campaign.voucher();
    assertThat(page("").getList("data.code")).containsExactly(newest.code());
  }

  /** By hand, and all at once. */
  private static void reserveAllBut(Voucher voucher) {
    Stored.change(
        """
        with kept as (
          update vouchers.vouchers set reserved = 1 where campaign_id = ? and id <> ? returning id)
        update vouchers.campaign_usage set reserved = (select count(*) from kept)
        where campaign_id = ?
        """,
        voucher.campaign().uuid(),
        voucher.uuid(),
        voucher.campaign().uuid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "TRUE", "tru", "0", "null"})
  void whether_they_must_be_applicable_is_true_or_false(String said) {
    refusedField(acme.get("/v1/vouchers?applicable=" + said), "applicable", "wrong_format");
    assertThat(acme.get("/v1/vouchers?applicable=false").statusCode()).isEqualTo(200);
  }

  /** An active campaign with more vouchers than a page of one shows. */
  private Campaign withTwo(Map<String, ?> body) {
    Campaign campaign = Campaign.active(acme, body);
    campaign.voucher();
    campaign.voucher();
    return campaign;
  }

  private void shop(Map<String, ?> body) {
    assertThat(acme.post("/v1/shops", body).statusCode()).isEqualTo(201);
  }

  private static String asking(String more) {
    return "/v1/vouchers?applicable=true" + more;
  }

  private JsonPath page(String more) {
    Response page = acme.get(asking(more) + "&limit=1");
    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    return page.jsonPath();
  }

  private void nothing(String more) {
    assertThat(acme.get(asking(more)).asString()).isEqualTo("{\"data\":[]}");
  }
}
