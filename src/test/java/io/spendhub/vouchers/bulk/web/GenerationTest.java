package io.spendhub.vouchers.bulk.web;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.discount;
import static io.spendhub.testing.api.Generation.giftCard;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vouchers that are made many at a time. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class GenerationTest {
  /** More than a transaction makes. */
  private static final int SEVERAL_CHUNKS = 25_000;

  private static final int SO_MANY_THAT_IT_TAKES_A_WHILE = 3_000_000;
  private static final Map<String, Object> USUAL = Map.of();

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void a_job_makes_as_many_vouchers_as_were_asked_for_and_none_is_like_another() {
    String sale = campaign(acme, discount(Map.of("pattern", "####-####-####", "prefix", "A-")));

    Generation made = Generation.of(acme, sale, SEVERAL_CHUNKS).completed();

    assertThat(made.keys())
        .hasSize(SEVERAL_CHUNKS)
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("A[2-9A-HJ-NP-Z]{12}"));
    assertThat(voucher(sale).getString("code")).matches("A-([2-9A-HJ-NP-Z]{4}-?){3}");
    assertThat(usage(sale).getLong("usage.vouchers")).isEqualTo(SEVERAL_CHUNKS);
    acme.proveLedger();
  }

  @Test
  void it_is_answered_at_once_with_a_job_that_tells_how_far_it_is() {
    String sale = campaign(acme, discount(USUAL));

    Response asked = acme.post(Generation.pathOf(sale), Map.of("count", 10));

    assertThat(asked.statusCode()).isEqualTo(202);
    JsonPath job = asked.jsonPath();
    assertThat(asked.header("Location")).endsWith("/v1/jobs/" + job.getString("id"));
    assertThat(job.getString("kind")).isEqualTo("GENERATION");
    assertThat(job.getString("campaignId")).isEqualTo(sale);
    assertThat(job.getString("status")).isEqualTo("PENDING");
    assertThat(job.getLong("total")).isEqualTo(10);
    assertThat(job.getLong("done")).isZero();
    JsonPath done = new Generation(acme, sale, job.getString("id")).completed().now();
    assertThat(done.getString("startedAt")).isNotBlank();
    assertThat(done.getString("finishedAt")).isNotBlank();
  }

  @Test
  void gift_cards_are_a_liability_from_their_generation_in_one_transfer_a_chunk() {
    String gifts = campaign(acme, giftCard(250));

    Generation made = Generation.of(acme, gifts, SEVERAL_CHUNKS).completed();

    assertThat(usage(gifts).getLong("usage.openAmount")).isEqualTo(250L * SEVERAL_CHUNKS);
    assertThat(voucher(gifts).getLong("balance")).isEqualTo(250);
    assertThat(
            Stored.texts(
                "select sum(amount) || ' in ' || count(*) from ledger.transfers"
                    + " where subject_id = ? and purpose = 'VOUCHER_ISSUE'",
                made.uuid()))
        .containsExactly(250L * SEVERAL_CHUNKS + " in 3");
    acme.proveLedger();
  }

  @Test
  void a_generated_voucher_can_be_redeemed() {
    String gifts = campaign(acme, giftCard(250));
    acme.act("/v1/campaigns/" + gifts + "/activate");
    Generation.of(acme, gifts, 5).completed();

    Response redeemed =
        acme.move("/v1/redemptions", Map.of("code", voucher(gifts).getString("code")));

    assertThat(redeemed.statusCode()).as(redeemed.asString()).isEqualTo(201);
    assertThat(redeemed.jsonPath().getLong("amount")).isEqualTo(250);
    acme.proveLedger();
  }

  @Test
  void a_code_that_exists_already_is_drawn_again() {
    String small = campaign(acme, discount(USUAL));
    String others = campaign(acme, discount(USUAL));
    takeAllCodesThatBeginWith("22", others);

    // So small a format is refused over the API: 64 codes, of which 16 are taken.
    Generation made = openedPastTheApi(small, "{\"charset\":\"23\",\"length\":6", 20);

    assertThat(made.completed().keys())
        .hasSize(20)
        .doesNotHaveDuplicates()
        .noneMatch(key -> key.startsWith("22"));
  }

  private void takeAllCodesThatBeginWith(String start, String campaign) {
    for (int number = 0; number < 16; number++) {
      String bits = "%4s".formatted(Integer.toBinaryString(number));
      String code = start + bits.replace('1', '3').replace('0', '2').replace(' ', '2');
      Response made = acme.post("/v1/vouchers", Map.of("campaignId", campaign, "code", code));
      assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    }
  }

  private Generation openedPastTheApi(String campaign, String codes, int count) {
    Generation like = Generation.of(acme, campaign, 1).completed();
    Stored.change("delete from vouchers.vouchers where campaign_id = ?", UUID.fromString(campaign));
    Stored.change(
        "update vouchers.campaign_usage set issued = 0 where campaign_id = ?",
        UUID.fromString(campaign));
    UUID id = UUID.randomUUID();
    Stored.change(
        """
        insert into vouchers.jobs (organization_id, id, kind, campaign_id, code, status, total,
          request_id, next_at, created_at)
        select organization_id, ?, kind, campaign_id, (code::jsonb || ?::jsonb)::json, 'PENDING', ?,
          request_id, now(), now()
        from vouchers.jobs where id = ?
        """,
        id,
        codes + "}",
        count,
        like.uuid());
    return new Generation(acme, campaign, id.toString());
  }

  @Test
  void many_jobs_go_on_side_by_side() {
    List<Generation> jobs =
        IntStream.range(0, 6)
            .mapToObj(number -> campaign(acme, number % 2 == 0 ? giftCard(5) : discount(USUAL)))
            .map(each -> Generation.of(acme, each, SEVERAL_CHUNKS))
            .toList();

    assertThat(jobs).allSatisfy(job -> assertThat(job.completed().keys()).hasSize(SEVERAL_CHUNKS));
    acme.proveLedger();
  }

  @Test
  void a_small_job_does_not_wait_for_the_end_of_a_large_one() {
    Generation large =
        Generation.of(acme, campaign(acme, discount(USUAL)), SO_MANY_THAT_IT_TAKES_A_WHILE);

    Generation.of(acme, campaign(acme, discount(USUAL)), 10).completed();

    assertThat(large.status()).isIn("PENDING", "RUNNING");
    assertThat(large.cancel().statusCode()).isEqualTo(200);
  }

  @Test
  void a_job_that_is_cancelled_makes_no_more_and_keeps_what_it_made() {
    String gifts = campaign(acme, giftCard(3));
    Generation job = Generation.of(acme, gifts, SO_MANY_THAT_IT_TAKES_A_WHILE).underWay();

    JsonPath cancelled = job.cancel().jsonPath();

    assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");
    long made = cancelled.getLong("done");
    assertThat(made).isPositive().isLessThan(SO_MANY_THAT_IT_TAKES_A_WHILE);
    assertThat(usage(gifts).getLong("usage.vouchers")).isEqualTo(made);
    assertThat(usage(gifts).getLong("usage.openAmount")).isEqualTo(3 * made);
    assertThat(job.cancel().jsonPath().getLong("done")).isEqualTo(made);
    assertThat(job.cancel().statusCode()).isEqualTo(200);
    acme.proveLedger();
  }

  @Test
  void a_job_that_is_done_cannot_be_cancelled() {
    Generation job = Generation.of(acme, campaign(acme, discount(USUAL)), 1).completed();

    refused(job.cancel(), 409, "job_ended");
  }

  @Test
  void the_end_of_a_campaign_is_the_end_of_its_jobs() {
    String gifts = campaign(acme, giftCard(3));
    acme.act("/v1/campaigns/" + gifts + "/activate");
    Generation job = Generation.of(acme, gifts, SO_MANY_THAT_IT_TAKES_A_WHILE).underWay();

    acme.act("/v1/campaigns/" + gifts + "/end");

    JsonPath failed = job.ended().now();
    assertThat(failed.getString("status")).isEqualTo("FAILED");
    assertThat(failed.getString("failure")).isEqualTo("campaign_ended");
    assertThat(
            Stored.number(
                "select count(*) from platform.events"
                    + " where type = 'campaign.generation_failed' and subject = ?",
                UUID.fromString(gifts)))
        .isEqualTo(1);
    refused(acme.post(Generation.pathOf(gifts), Map.of("count", 1)), 409, "campaign_ended");
    acme.proveLedger();
  }

  @Test
  void no_more_codes_are_made_than_are_hard_to_guess_those_of_open_jobs_included() {
    // 31 characters of 2 leave room for 2,147 codes.
    String small = campaign(acme, discount(Map.of("charset", "23", "length", 31)));

    refused(acme.post(Generation.pathOf(small), Map.of("count", 2_148)), 422, "pattern_too_small");
    Generation.of(acme, small, 2_000);
    refused(acme.post(Generation.pathOf(small), Map.of("count", 148)), 422, "pattern_too_small");
    Generation.of(acme, small, 147).completed();
  }

  @Test
  void vouchers_that_would_carry_more_than_can_be_counted_are_refused() {
    String gifts = campaign(acme, giftCard(Long.MAX_VALUE / 10));

    refused(acme.post(Generation.pathOf(gifts), Map.of("count", 11)), 422, "amount_out_of_range");
    refused(
        acme.post(Generation.pathOf(gifts), Map.of("count", 1_000_000)),
        422,
        "amount_out_of_range");
    Generation.of(acme, gifts, 10).completed();
    refused(acme.post(Generation.pathOf(gifts), Map.of("count", 1)), 422, "amount_out_of_range");
    acme.proveLedger();
  }

  @Test
  void the_same_key_asks_once() {
    String sale = campaign(acme, discount(USUAL));
    Map<String, Object> body = Map.of("count", 10);

    Response first = acme.move(Generation.pathOf(sale), body, "once");
    Response again = acme.move(Generation.pathOf(sale), body, "once");

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.asString()).isEqualTo(first.asString());
    refused(
        acme.move(Generation.pathOf(sale), Map.of("count", 11), "once"),
        422,
        "idempotency_key_reused");
    assertThat(acme.all("/v1/jobs", 50)).hasSize(1);
  }

  @Test
  void jobs_are_listed_newest_first_by_campaign_and_status() {
    String sale = campaign(acme, discount(USUAL));
    String other = campaign(acme, discount(USUAL));
    List<String> made =
        IntStream.range(0, 3)
            .mapToObj(number -> Generation.of(acme, sale, 1).completed().id())
            .toList();
    Generation.of(acme, other, 1).completed();

    assertThat(acme.all("/v1/jobs?campaignId=" + sale, 2))
        .extracting(job -> job.get("id"))
        .containsExactly(made.get(2), made.get(1), made.get(0));
    assertThat(acme.all("/v1/jobs?status=DONE", 3)).hasSize(4);
    assertThat(acme.all("/v1/jobs?status=FAILED", 3)).isEmpty();
    refused(acme.get("/v1/jobs?status=LOST"), 400, "validation_failed");
  }

  @Test
  void what_happens_to_jobs_is_told_in_the_feed_and_no_code_with_it() {
    String sale = campaign(acme, discount(USUAL));
    Generation.of(acme, sale, 3).completed();
    Generation cut = Generation.of(acme, sale, SO_MANY_THAT_IT_TAKES_A_WHILE);
    assertThat(cut.cancel().statusCode()).isEqualTo(200);

    Feed feed = new Feed(acme).readAsMany(5);

    assertThat(feed.types())
        .containsExactly(
            "campaign.created",
            "campaign.generation_requested",
            "campaign.vouchers_generated",
            "campaign.generation_requested",
            "campaign.generation_cancelled");
    assertThat(feed.events().get(2)).containsEntry("subject", sale);
    assertThat(feed.events().toString()).doesNotContain(voucher(sale).getString("code"));
  }

  @Test
  void generated_vouchers_are_counted_in_the_metrics() {
    Generation.of(acme, campaign(acme, discount(USUAL)), 7).completed();

    assertThat(given().get("/q/metrics").asString())
        .contains("spendhub_vouchers_generated_total")
        .contains("spendhub_generation_locked_seconds_count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"count\":null}",
        "{\"count\":0}",
        "{\"count\":-1}",
        "{\"count\":10000001}",
        "{\"count\":99999999999999999999}",
        "{\"count\":1.5}",
        "{\"count\":\"1\"}",
        "{\"count\":[1]}",
        "{\"count\":1,\"codes\":[]}",
        "[]",
        "null",
        ""
      })
  void what_is_no_number_of_vouchers_is_refused_and_changes_nothing(String body) {
    String sale = campaign(acme, discount(USUAL));
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    Response answer = acme.tenant().call().body(body).post(Generation.pathOf(sale));

    assertThat(refused(answer).getInt("status")).isEqualTo(400);
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  @Test
  void the_field_that_is_out_of_range_is_named() {
    String sale = campaign(acme, discount(USUAL));

    refusedField(acme.post(Generation.pathOf(sale), Map.of("count", 0)), "/count", "out_of_range");
  }

  @Test
  void campaigns_and_jobs_of_others_are_not_there() {
    String sale = campaign(acme, discount(USUAL));
    Generation job = Generation.of(acme, sale, 1).completed();
    Spending rival = Spending.inANewOrganization();

    for (String id : List.of(sale, Tenant.nobody())) {
      refused(rival.post(Generation.pathOf(id), Map.of("count", 1)), 404, "campaign_not_found");
    }
    for (String id : List.of(job.id(), Tenant.nobody())) {
      refused(rival.get("/v1/jobs/" + id), 404, "job_not_found");
      refused(rival.act("/v1/jobs/" + id + "/cancel"), 404, "job_not_found");
      refused(rival.act("/v1/jobs/" + id + "/codes"), 404, "job_not_found");
    }
    assertThat(rival.all("/v1/jobs", 10)).isEmpty();
    assertThat(rival.all("/v1/jobs?campaignId=" + sale, 10)).isEmpty();
  }

  @Test
  void reading_needs_one_scope_and_making_another() {
    String sale = campaign(acme, discount(USUAL));
    Generation job = Generation.of(acme, sale, 1).completed();
    Spending reader = acme.withScopes("vouchers:read");
    Spending writer = acme.withScopes("vouchers:write");

    assertThat(reader.get(job.path()).statusCode()).isEqualTo(200);
    assertThat(reader.get("/v1/jobs").statusCode()).isEqualTo(200);
    assertThat(reader.post(Generation.pathOf(sale), Map.of("count", 1)).statusCode())
        .isEqualTo(403);
    assertThat(reader.act(job.path() + "/cancel").statusCode()).isEqualTo(403);
    assertThat(reader.act(job.path() + "/codes").statusCode()).isEqualTo(403);
    assertThat(writer.get(job.path()).statusCode()).isEqualTo(403);
    assertThat(writer.post(Generation.pathOf(sale), Map.of("count", 1)).statusCode())
        .isEqualTo(202);
  }

  private JsonPath usage(String campaign) {
    return acme.get("/v1/campaigns/" + campaign).jsonPath();
  }

  private JsonPath voucher(String campaign) {
    JsonPath page = acme.get("/v1/vouchers?limit=1&campaignId=" + campaign).jsonPath();
    page.setRootPath("data[0]");
    return page;
  }
}
