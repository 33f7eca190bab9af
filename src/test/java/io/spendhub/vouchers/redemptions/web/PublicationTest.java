package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Books;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Voucher;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Vouchers that holders are given; each test ends with a proof of the ledger. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class PublicationTest {
  private static final int AT_ONCE = 16;

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
  void a_holder_is_given_a_voucher_that_only_this_holder_can_use() {
    Campaign campaign = Campaign.active(acme, giftCard(500));
    Response published = campaign.publish("ann", "order-1");

    assertThat(published.statusCode()).as(published.asString()).isEqualTo(201);
    JsonPath publication = published.jsonPath();
    assertThat(publication.getString("voucher.holder")).isEqualTo("ann");
    Voucher given = given(campaign, published);
    refused(given.attempt(given.take(1)), 422, "wrong_holder");
    refused(given.attempt(Body.with(given.take(1), "holder", "bob")), 422, "wrong_holder");
    given.redeem(Body.with(given.take(1), "holder", "ann"));
    assertThat(Books.of(acme).liability()).isEqualTo(499);
  }

  @Test
  void the_vouchers_that_exist_are_given_first_each_to_one() {
    Campaign campaign = Campaign.active(acme, percent(10));
    Voucher first = campaign.voucher();
    campaign.voucher(Body.with(campaign.issuing(), "holder", "zoe"));
    Voucher used = campaign.voucher();
    used.redeem(used.on(100));
    Voucher disabled = campaign.voucher();
    disabled.disable();
    Voucher last = campaign.voucher();

    assertThat(given(campaign, campaign.publish("ann", "1"))).isEqualTo(first);
    assertThat(given(campaign, campaign.publish("bob", "2"))).isEqualTo(last);
    assertThat(campaign.usage("vouchers")).isEqualTo(5);
    assertThat(given(campaign, campaign.publish("cem", "3")).id()).isNotIn(first.id(), last.id());
    assertThat(campaign.usage("vouchers")).isEqualTo(6);
  }

  @Test
  void a_voucher_that_has_expired_is_given_to_nobody() {
    Campaign campaign = Campaign.active(acme, percent(10));
    Voucher expired =
        campaign.voucher(
            Body.with(campaign.issuing(), "expiresAt", Instant.now().minusSeconds(5).toString()));

    Voucher given = given(campaign, campaign.publish("ann", "1"));

    assertThat(given.id()).isNotEqualTo(expired.id());
    given.redeem(Body.with(given.on(100), "holder", "ann"));
  }

  @Test
  void a_campaign_that_is_over_gives_nothing_but_repeats_what_it_gave() {
    Campaign campaign = Campaign.active(acme, percent(10));
    Response first = campaign.publish("ann", "order-1");
    campaign.endYesterday();

    refused(campaign.publish("bob", "order-2"), 409, "campaign_over");
    assertThat(campaign.publish("ann", "order-1").<String>path("id")).isEqualTo(first.path("id"));
    campaign.end();
    refused(campaign.publish("bob", "order-2"), 409, "campaign_ended");
  }

  @Test
  void vouchers_of_a_process_whose_clock_is_slow_are_given_too() {
    Campaign campaign = Campaign.active(acme, percent(10));
    Stored.change(
        "update vouchers.campaign_usage set published_up_to = ?::uuid where campaign_id = ?",
        "7fffffff-ffff-7fff-bfff-ffffffffffff",
        campaign.uuid());

    Voucher issued = campaign.voucher();

    assertThat(given(campaign, campaign.publish("ann", "1"))).isEqualTo(issued);
    assertThat(given(campaign, campaign.publish("bob", "2")).id()).isNotEqualTo(issued.id());
  }

  @Test
  void a_source_gives_one_voucher_however_often_it_is_told() {
    Campaign campaign = Campaign.active(acme, giftCard(500));
    Response first = campaign.publish("ann", "order-1");
    Response again = campaign.publish("ann", "order-1");

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    refused(campaign.publish("bob", "order-1"), 409, "source_id_reused");
    assertThat(campaign.usage("vouchers")).isEqualTo(1);
    assertThat(given(campaign, campaign.publish("ann", "order-2")).id())
        .isNotEqualTo(first.path("voucher.id"));
    Campaign other = Campaign.active(acme, giftCard(500));
    assertThat(other.publish("bob", "order-1").statusCode()).isEqualTo(201);
  }

  @Test
  void what_is_given_already_or_exists_needs_no_room_for_another_code() {
    Map<String, Object> roomForOne = Map.of("length", 20, "charset", "AB");
    Campaign campaign = Campaign.active(acme, Body.with(percent(10), "code", roomForOne));
    Response first = campaign.publish("ann", "order-1");
    Voucher own = campaign.voucher("OWN-CODE");

    assertThat(campaign.publish("ann", "order-1").asString()).isEqualTo(first.asString());
    assertThat(given(campaign, campaign.publish("bob", "order-2"))).isEqualTo(own);
    refused(campaign.publish("cem", "order-3"), 422, "pattern_too_small");
    refused(campaign.issue(campaign.issuing()), 422, "pattern_too_small");
  }

  @Test
  void a_source_that_is_told_many_times_at_once_gives_one_voucher() {
    Campaign campaign = Campaign.active(acme, giftCard(500));

    List<Response> answers =
        Together.run(AT_ONCE, thread -> campaign.publish("ann", "order-" + thread % 2));

    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(answers.stream().map(answer -> answer.<String>path("voucher.id")).distinct())
        .hasSize(2);
    assertThat(campaign.usage("vouchers")).isEqualTo(2);
    assertThat(Books.of(acme).liability()).isEqualTo(1_000);
  }

  @Test
  void sources_that_come_at_once_are_given_a_voucher_each() {
    Campaign campaign = Campaign.active(acme, giftCard(500));
    campaign.voucher();
    campaign.voucher();

    List<Response> answers =
        Together.run(AT_ONCE, thread -> campaign.publish("ann", "order-" + thread));

    assertThat(answers.stream().map(answer -> answer.<String>path("voucher.id")).distinct())
        .hasSize(AT_ONCE);
    assertThat(campaign.usage("vouchers")).isEqualTo(AT_ONCE);
  }

  @Test
  void validity_is_counted_from_the_publication() {
    Map<String, Object> body =
        Body.with(
            percent(10), "schedule", Map.of("validFor", "P1M", "timezone", "America/New_York"));
    Campaign campaign = Campaign.active(acme, body);
    assertThat(campaign.voucher().now().getString("expiresAt")).isNull();

    JsonPath given = campaign.publish("ann", "order-1").jsonPath();

    Instant published = Instant.parse(given.getString("voucher.publishedAt"));
    assertThat(Instant.parse(given.getString("voucher.expiresAt")))
        .isEqualTo(published.atZone(ZoneId.of("America/New_York")).plusMonths(1).toInstant());
  }

  @Test
  void a_key_repeats_a_publication() {
    Campaign campaign = Campaign.active(acme, giftCard(500));
    Map<String, Object> body =
        Map.of("campaignId", campaign.id(), "holder", "ann", "sourceId", "order-1");
    Response first = acme.move("/v1/publications", body, "k");
    Response again = acme.move("/v1/publications", body, "k");

    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    refused(
        acme.post("/v1/publications", Body.with(body, "campaignId", Tenant.nobody())),
        404,
        "campaign_not_found");
  }

  @Test
  void a_shop_may_accept_what_was_given_to_its_customer_or_to_nobody() {
    Campaign campaign = Campaign.active(acme, percent(10));
    Voucher free = campaign.voucher();
    Voucher anns = campaign.voucher(Body.with(campaign.issuing(), "holder", "ann"));
    Voucher bobs = campaign.voucher(Body.with(campaign.issuing(), "holder", "bob"));
    Voucher disabled = campaign.voucher();
    disabled.disable();
    Voucher paused = Campaign.drafted(acme, percent(10)).voucher();
    Voucher spent = Campaign.active(acme, giftCard(10)).voucher();
    spent.redeem(spent.use());

    assertThat(applicable("&holder=ann")).containsExactly(anns.code(), free.code());
    assertThat(applicable("")).containsExactly(free.code());
    assertThat(applicable("&holder=bob&shop=Corner&campaignId=" + campaign.id()))
        .containsExactly(bobs.code(), free.code());
    assertThat(applicable("&campaignId=" + paused.campaign().id())).isEmpty();
    refused(acme.get("/v1/vouchers?shop=Corner"), 400, "validation_failed");
  }

  private List<Object> applicable(String filter) {
    List<Map<String, Object>> shown =
        acme.get("/v1/vouchers?applicable=true&limit=200" + filter).path("data");
    return shown.stream().map(row -> row.get("code")).toList();
  }

  private static Voucher given(Campaign campaign, Response published) {
    assertThat(published.statusCode()).as(published.asString()).isEqualTo(201);
    return new Voucher(campaign, published.path("voucher.id"), published.path("voucher.code"));
  }
}
