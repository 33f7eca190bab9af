package io.spendhub.vouchers.bulk.web;

import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.discount;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Together;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Codes that are shown when they are made, and kept nowhere. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ShowOnceTest {
  private static final int SEVERAL_CHUNKS = 12_000;

  private Spending acme;
  private String secret;

  @BeforeEach
  void openACampaignThatShowsCodesOnce() {
    acme = Spending.inANewOrganization();
    secret = campaign(acme, discount(Map.of("showOnce", true, "length", 14)));
    acme.act("/v1/campaigns/" + secret + "/activate");
  }

  @Test
  void the_codes_of_a_job_can_be_downloaded_and_used() {
    Generation made = Generation.of(acme, secret, SEVERAL_CHUNKS).completed();

    List<String> codes = download(made);

    assertThat(codes).hasSize(SEVERAL_CHUNKS).doesNotHaveDuplicates();
    assertThat(codes).allMatch(code -> code.matches("[2-9A-HJ-NP-Z]{14}"));
    for (String code : List.of(codes.getFirst(), codes.get(5_000), codes.getLast())) {
      assertThat(redeem(code).statusCode()).isEqualTo(201);
      assertThat(acme.get("/v1/vouchers/" + code).statusCode()).isEqualTo(200);
    }
    acme.proveLedger();
  }

  @Test
  void the_codes_are_shown_exactly_once() {
    Generation made = Generation.of(acme, secret, 10).completed();
    assertThat(made.now().getString("codesShownAt")).isNull();

    assertThat(download(made)).hasSize(10);

    refused(acme.act(made.path() + "/codes"), 409, "codes_already_shown");
    assertThat(made.now().getString("codesShownAt")).isNotBlank();
  }

  @Test
  void who_only_looks_where_codes_are_shown_has_not_been_shown_them() {
    Generation made = Generation.of(acme, secret, 10).completed();
    String codes = made.path() + "/codes";

    for (String safe : List.of("HEAD", "GET")) {
      Response answer = acme.tenant().call().request(safe, codes);

      assertThat(answer.statusCode()).as(safe).isEqualTo(405);
      assertThat(answer.header("Allow")).as(safe).isEqualTo("OPTIONS, POST");
    }

    assertThat(made.now().getString("codesShownAt")).isNull();
    assertThat(download(made)).hasSize(10);
  }

  @Test
  void of_many_who_ask_at_once_one_is_shown_the_codes() {
    Generation made = Generation.of(acme, secret, 10).completed();

    List<Response> answers = Together.run(8, thread -> acme.act(made.path() + "/codes"));

    List<Response> refusals =
        answers.stream().filter(answer -> answer.statusCode() != 200).toList();
    assertThat(refusals)
        .hasSize(7)
        .allSatisfy(answer -> refused(answer, 409, "codes_already_shown"));
  }

  @Test
  void codes_wait_for_the_end_of_the_job_and_those_of_a_cancelled_one_can_be_had() {
    Generation cut = Generation.of(acme, secret, 3_000_000).underWay();

    refused(acme.act(cut.path() + "/codes"), 409, "job_not_ended");
    int made = cut.cancel().jsonPath().getInt("done");

    assertThat(download(cut)).hasSize(made);
  }

  @Test
  void codes_that_were_made_under_another_key_are_not_shown_and_not_used_up() {
    Generation made = Generation.of(acme, secret, 1).completed();
    Stored.change(
        "update vouchers.vouchers set code_key = '#' || code_key where campaign_id = ?",
        UUID.fromString(secret));

    refused(acme.act(made.path() + "/codes"), 422, "voucher_key_changed");

    assertThat(made.now().getString("codesShownAt")).isNull();
  }

  @Test
  void a_campaign_that_has_codes_keeps_them_as_it_did() {
    String kept = campaign(acme, discount(Map.of()));
    Generation.of(acme, kept, 3).completed();
    String shown = campaign(acme, discount(Map.of("showOnce", true)));
    acme.move("/v1/vouchers", Map.of("campaignId", shown));

    refused(showingOnce(kept, true), 409, "codes_exist");
    refused(showingOnce(shown, false), 409, "codes_exist");
    assertThat(showingOnce(kept, false).statusCode()).isEqualTo(200);
  }

  @Test
  void a_campaign_that_makes_codes_keeps_them_as_they_were_asked_for() {
    String kept = campaign(acme, discount(Map.of()));
    Generation open = Generation.of(acme, kept, 3_000_000);

    refused(showingOnce(kept, true), 409, "codes_exist");
    open.cancel();
  }

  @Test
  void a_draft_without_codes_may_think_again() {
    String draft = campaign(acme, discount(Map.of()));

    assertThat(showingOnce(draft, true).statusCode()).isEqualTo(200);
    assertThat(showingOnce(draft, false).statusCode()).isEqualTo(200);
    acme.act("/v1/campaigns/" + draft + "/activate");
    refused(showingOnce(draft, true), 409, "campaign_not_draft");
  }

  private Response showingOnce(String campaign, boolean once) {
    return acme.change("/v1/campaigns/" + campaign, Map.of("code", Map.of("showOnce", once)));
  }

  @Test
  void codes_that_are_kept_are_exported_and_not_shown() {
    Generation kept = Generation.of(acme, campaign(acme, discount(Map.of())), 1).completed();

    refused(acme.act(kept.path() + "/codes"), 409, "codes_kept");
  }

  @Test
  void a_generated_code_stands_in_no_table_and_no_event() {
    Generation made = Generation.of(acme, secret, 3).completed();
    List<String> codes = download(made);
    redeem(codes.getFirst());

    for (String code : codes) {
      assertThat(Stored.everywhere(code)).isEmpty();
    }
    assertThat(acme.get("/v1/vouchers?campaignId=" + secret).asString())
        .doesNotContain(codes.getFirst(), codes.get(1), codes.get(2));
    assertThat(acme.get("/v1/vouchers/export?campaignId=" + secret).asString())
        .doesNotContain(codes.getFirst(), codes.get(1), codes.get(2));
    Feed feed = new Feed(acme).readAsMany(6);
    assertThat(feed.types())
        .containsExactly(
            "campaign.created",
            "campaign.activated",
            "campaign.generation_requested",
            "campaign.vouchers_generated",
            "campaign.codes_shown",
            "redemption.succeeded");
  }

  @Test
  void the_code_of_a_single_voucher_is_answered_once_and_a_repetition_has_none() {
    Map<String, Object> body = Map.of("campaignId", secret);

    Response first = acme.move("/v1/vouchers", body, "one");
    Response again = acme.move("/v1/vouchers", body, "one");

    String code = first.path("code");
    assertThat(code).matches("[2-9A-HJ-NP-Z]{14}");
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
    assertThat(again.asString()).doesNotContain(code);
    assertThat(Stored.everywhere(code)).isEmpty();
    assertThat(redeem(code).statusCode()).isEqualTo(201);
  }

  @Test
  void the_code_of_a_voucher_that_is_made_to_be_published_is_answered_once() {
    Map<String, Object> body =
        Map.of("campaignId", secret, "holder", "ada", "sourceId", "newsletter-1");

    Response first = acme.move("/v1/publications", body, "two");
    String code = first.path("voucher.code");

    assertThat(code).matches("[2-9A-HJ-NP-Z]{14}");
    assertThat(acme.move("/v1/publications", body, "two").asString()).doesNotContain(code);
    assertThat(acme.move("/v1/publications", body, "three").asString()).doesNotContain(code);
    assertThat(Stored.everywhere(code)).isEmpty();
  }

  @Test
  void a_holder_is_given_a_voucher_whose_code_can_still_be_told() {
    Generation made = Generation.of(acme, secret, 3).completed();

    Response first = publish("ann", "one");
    Response second = publish("bob", "two");

    assertThat(redeem(first.path("voucher.code"), "ann").statusCode()).isEqualTo(201);
    assertThat(redeem(second.path("voucher.code"), "bob").statusCode()).isEqualTo(201);
    assertThat(download(made)).doesNotContain(first.<String>path("voucher.code"));
  }

  @Test
  void a_voucher_whose_code_was_lost_is_disabled_by_its_id() {
    Response made = acme.post("/v1/vouchers", Map.of("campaignId", secret));
    String id = made.path("id");

    assertThat(acme.act("/v1/vouchers/" + id + "/disable").<String>path("status"))
        .isEqualTo("DISABLED");

    refused(redeem(made.path("code")), 422, "voucher_disabled");
    assertThat(acme.act("/v1/vouchers/" + id + "/enable").<String>path("status"))
        .isEqualTo("ACTIVE");
    refused(acme.get("/v1/vouchers/" + id), 404, "voucher_not_found");
  }

  @Test
  void no_code_is_that_of_another_campaign_whichever_way_it_is_kept() {
    String plain = campaign(acme, discount(Map.of()));
    Map<String, Object> hidden = Map.of("campaignId", secret, "code", "AUTUMN-SALE");
    Map<String, Object> shown = Map.of("campaignId", plain, "code", "WINTER-SALE");
    assertThat(acme.post("/v1/vouchers", hidden).statusCode()).isEqualTo(201);
    assertThat(acme.post("/v1/vouchers", shown).statusCode()).isEqualTo(201);

    refused(acme.post("/v1/vouchers", Body.with(hidden, "campaignId", plain)), 409, "code_taken");
    refused(acme.post("/v1/vouchers", Body.with(shown, "campaignId", secret)), 409, "code_taken");
  }

  @Test
  void a_code_that_is_issued_in_both_ways_at_once_is_issued_in_one() {
    List<String> campaigns = List.of(secret, campaign(acme, discount(Map.of())));

    for (int round = 0; round < 20; round++) {
      String code = "SPRING-SALE-" + round;
      List<Response> answers =
          Together.run(
              8,
              thread ->
                  acme.post(
                      "/v1/vouchers",
                      Map.of("campaignId", campaigns.get(thread % 2), "code", code)));

      assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() != 201)
          .allSatisfy(answer -> refused(answer, 409, "code_taken"));
    }
  }

  private Response publish(String holder, String source) {
    return acme.post(
        "/v1/publications", Map.of("campaignId", secret, "holder", holder, "sourceId", source));
  }

  private Response redeem(String code) {
    return redeem(code, "cem");
  }

  private Response redeem(String code, String holder) {
    Map<String, Object> order = Map.of("amount", 1_000, "currency", "GBP");
    return acme.move("/v1/redemptions", Map.of("code", code, "holder", holder, "order", order));
  }

  private List<String> download(Generation job) {
    Response answer = acme.act(job.path() + "/codes");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("text/csv");
    List<String> lines = answer.asString().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("code");
    return lines.subList(1, lines.size());
  }
}
