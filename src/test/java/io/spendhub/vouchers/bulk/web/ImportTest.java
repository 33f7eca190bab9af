package io.spendhub.vouchers.bulk.web;

import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.discount;
import static io.spendhub.testing.api.Generation.giftCard;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
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

/** Vouchers that come from files, and go into them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ImportTest {
  private Spending acme;
  private String gifts;
  private String sale;

  @BeforeEach
  void openCampaigns() {
    acme = Spending.inANewOrganization();
    gifts = campaign(acme, giftCard(500));
    sale = campaign(acme, discount(Map.of()));
  }

  @Test
  void vouchers_of_a_file_are_as_it_says_or_as_the_campaign_says() {
    JsonPath answer =
        imported(
            gifts,
            """
            code,holder,amount,expiresAt
            Old-Card-1,ada,1250,2099-01-31T00:00:00Z
            old card 2,,,
            """);

    assertThat(answer.getLong("imported")).isEqualTo(2);
    assertThat(answer.getLong("skipped")).isZero();
    assertThat(answer.getLong("rejectedRows")).isZero();
    assertThat(answer.getList("rejected")).isEmpty();
    JsonPath first = acme.get("/v1/vouchers/oldcard1").jsonPath();
    assertThat(first.getString("code")).isEqualTo("Old-Card-1");
    assertThat(first.getString("holder")).isEqualTo("ada");
    assertThat(first.getLong("balance")).isEqualTo(1_250);
    assertThat(first.getString("expiresAt")).isEqualTo("2099-01-31T00:00:00Z");
    assertThat(acme.get("/v1/vouchers/OLD-CARD-2").jsonPath().getLong("balance")).isEqualTo(500);
    assertThat(usage(gifts).getLong("usage.vouchers")).isEqualTo(2);
    assertThat(usage(gifts).getLong("usage.openAmount")).isEqualTo(1_750);
    acme.proveLedger();
  }

  @Test
  void the_same_file_again_imports_what_is_missing() {
    assertThat(imported(sale, VoucherFile.numbered(1, 1_500)).getLong("imported")).isEqualTo(1_500);

    JsonPath again = imported(sale, VoucherFile.numbered(1, 2_500));

    assertThat(again.getLong("imported")).isEqualTo(1_000);
    assertThat(again.getLong("skipped")).isEqualTo(1_500);
    assertThat(usage(sale).getLong("usage.vouchers")).isEqualTo(2_500);
    acme.proveLedger();
  }

  @Test
  void an_import_is_told_without_its_codes() {
    imported(gifts, "code\nQUIET-1\nQUIET-2\n");

    assertThat(
            Stored.texts(
                "select data::text from platform.events"
                    + " where type = 'campaign.vouchers_imported' and subject = ?",
                UUID.fromString(gifts)))
        .singleElement()
        .satisfies(told -> assertThat(told).contains("\"imported\":2").doesNotContain("QUIET"));
  }

  @Test
  void an_export_is_imported_elsewhere_and_skipped_where_it_came_from() {
    for (String campaign : List.of(gifts, sale)) {
      imported(campaign, "code,holder\nAGAIN-1,ada\nAGAIN-2,\n".replace("AGAIN", campaign));
      String export = String.join("\n", export(campaign));
      Spending rival = Spending.inANewOrganization();
      String theirs = campaign(rival, campaign.equals(gifts) ? giftCard(7) : discount(Map.of()));

      assertThat(imported(campaign, export).getLong("skipped")).isEqualTo(2);
      assertThat(VoucherFile.send(rival, theirs, export).jsonPath().getLong("imported"))
          .isEqualTo(2);

      assertThat(rival.get("/v1/vouchers/" + campaign + "-1").<String>path("holder"))
          .isEqualTo("ada");
      rival.proveLedger();
    }
  }

  @Test
  void a_file_that_breaks_off_keeps_what_was_saved_by_then() {
    Response broken = send(sale, VoucherFile.numbered(1, 1_000) + "\"never ends");

    assertThat(refused(broken, 400, "malformed_csv").getString("detail"))
        .startsWith("From line 1002 on, ")
        .endsWith(" Vouchers that were imported before: 1000.");
    assertThat(usage(sale).getLong("usage.vouchers")).isEqualTo(1_000);
    assertThat(imported(sale, VoucherFile.numbered(1, 1_001)).getLong("imported")).isEqualTo(1);
  }

  @Test
  void codes_of_campaigns_that_show_them_once_are_imported_and_not_kept() {
    String secret = campaign(acme, discount(Map.of("showOnce", true)));

    assertThat(imported(secret, "code\nQUIETCODE77\n").getLong("imported")).isEqualTo(1);

    assertThat(acme.get("/v1/vouchers/QUIETCODE77").statusCode()).isEqualTo(200);
    assertThat(Stored.everywhere("QUIETCODE77")).isEmpty();
    assertThat(imported(secret, "code\nquietcode77\n").getLong("skipped")).isEqualTo(1);
    assertThat(imported(sale, "code\nQUIETCODE77\n").getList("rejected.code"))
        .containsExactly("code_taken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "holder\nada\n",
        "code,colour\nA1B2,red\n",
        "code,code\nA1B2,A1B2\n",
        "\"code"
      })
  void what_is_no_file_of_vouchers_is_refused_and_changes_nothing(String file) {
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    assertThat(refused(send(sale, file)).getInt("status")).isEqualTo(400);

    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  @Test
  void a_file_is_csv_and_nothing_else() {
    refused(
        acme.post("/v1/campaigns/" + sale + "/imports", Map.of()), 415, "unsupported_media_type");
    JsonPath answer = imported(sale, "code,holder\nABC,\u0000\nABC\u0001,x\n");
    assertThat(answer.getLong("imported")).isZero();
    assertThat(answer.getLong("rejectedRows")).isEqualTo(2);
  }

  @Test
  void a_large_file_is_imported_as_it_is_read() {
    int rows = 60_000;
    String padding = "y".repeat(100);
    String file =
        "code,holder\n"
            + IntStream.range(0, rows)
                .mapToObj(number -> "LARGE-" + number + "," + padding)
                .collect(joining("\n"));
    assertThat(file.length()).isGreaterThan(4 * 1024 * 1024);

    assertThat(imported(sale, file).getLong("imported")).isEqualTo(rows);
  }

  @Test
  void an_ended_campaign_takes_no_more() {
    acme.act("/v1/campaigns/" + sale + "/activate");
    acme.act("/v1/campaigns/" + sale + "/end");

    refused(send(sale, "code\nLATE-1\n"), 409, "campaign_ended");
  }

  @Test
  void campaigns_of_others_are_not_there() {
    Spending rival = Spending.inANewOrganization();
    for (String id : List.of(sale, Tenant.nobody())) {
      refused(VoucherFile.send(rival, id, "code\nMINE-1\n"), 404, "campaign_not_found");
      refused(rival.get("/v1/vouchers/export?campaignId=" + id), 404, "campaign_not_found");
    }
  }

  @Test
  void an_export_shows_every_voucher_of_the_campaign_oldest_first_and_no_other() {
    imported(sale, "code\nOTHER-1\n");
    imported(gifts, "code,holder\nFIRST-1,=ada\nSECOND-1,\n");
    Generation.of(acme, gifts, 4_500).completed();

    List<String> lines = export(gifts).stream().map(line -> line.replace("\"", "")).toList();

    assertThat(lines.getFirst())
        .isEqualTo(
            "id,code,status,holder,amount,balance,redemptions,publishedAt,expiresAt,createdAt");
    assertThat(lines).hasSize(1 + 2 + 4_500).doesNotHaveDuplicates();
    assertThat(lines.get(1)).contains(",FIRST-1,ACTIVE,'=ada,500,500,0,");
    assertThat(lines.get(2)).contains(",SECOND-1,ACTIVE,,500,500,0,,,");
    List<String> ids = lines.stream().skip(1).map(line -> line.substring(0, 36)).toList();
    assertThat(ids).isSorted().allSatisfy(UUID::fromString);
  }

  @Test
  void an_export_names_its_campaign() {
    refusedField(acme.get("/v1/vouchers/export"), "campaignId", "required");
    assertThat(acme.get("/v1/vouchers/export?campaignId=x").statusCode()).isBetween(400, 404);
    assertThat(export(campaign(acme, giftCard(1)))).hasSize(1);
  }

  @Test
  void reading_needs_one_scope_and_importing_another() {
    Spending reader = acme.withScopes("vouchers:read");
    Spending writer = acme.withScopes("vouchers:write");

    assertThat(VoucherFile.send(reader, sale, "code\nABC\n").statusCode()).isEqualTo(403);
    assertThat(VoucherFile.send(writer, sale, "code\nABC\n").statusCode()).isEqualTo(200);
    String export = "/v1/vouchers/export?campaignId=" + sale;
    assertThat(reader.get(export).statusCode()).isEqualTo(200);
    assertThat(writer.get(export).statusCode()).isEqualTo(403);
  }

  private JsonPath imported(String campaign, String file) {
    Response answer = send(campaign, file);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private Response send(String campaign, String file) {
    return VoucherFile.send(acme, campaign, file);
  }

  private List<String> export(String campaign) {
    Response answer = acme.get("/v1/vouchers/export?campaignId=" + campaign);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("text/csv");
    return answer.asString().lines().toList();
  }

  private JsonPath usage(String campaign) {
    return acme.get("/v1/campaigns/" + campaign).jsonPath();
  }
}
