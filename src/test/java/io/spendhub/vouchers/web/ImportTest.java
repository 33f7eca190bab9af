package io.spendhub.vouchers.web;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.discount;
import static io.spendhub.testing.api.Generation.giftCard;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
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
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(imported(sale, file(1, 1_500)).getLong("imported")).isEqualTo(1_500);

    JsonPath again = imported(sale, file(1, 2_500));

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
  void a_code_that_stands_twice_in_a_file_makes_one_voucher_and_the_second_line_is_told() {
    JsonPath answer = imported(gifts, "code\nSUMMER-1\nsummer 1\n");

    assertThat(answer.getLong("imported")).isEqualTo(1);
    assertThat(answer.getLong("skipped")).isEqualTo(1);
    assertThat(answer.getList("skippedFirst.line")).containsExactly(3);
    assertThat(answer.getList("skippedFirst.column")).containsExactly("code");
    assertThat(answer.getList("skippedFirst.code")).containsExactly("already_imported");
    acme.proveLedger();
  }

  @ParameterizedTest
  @CsvSource({
    "'dup1,bob,500,2099-01-31T00:00:00Z', holder",
    "'dup1,ann,900,2099-01-31T00:00:00Z', amount",
    "'dup1,ann,500,2099-02-01T00:00:00Z', expiresAt",
  })
  void a_row_that_tells_another_voucher_of_the_same_code_is_never_lost_silently(
      String second, String column) {
    String first = "code,holder,amount,expiresAt\nDUP-1,ann,500,2099-01-31T00:00:00Z\n";

    JsonPath inOneFile = imported(gifts, first + second + "\n");
    JsonPath inAnother = imported(gifts, first.replace("DUP-1", "dup 1") + second + "\n");

    assertThat(inOneFile.getLong("imported")).isEqualTo(1);
    assertThat(inAnother.getLong("skipped")).isEqualTo(1);
    for (JsonPath answer : List.of(inOneFile, inAnother)) {
      assertThat(answer.getLong("rejectedRows")).isEqualTo(1);
      assertThat(answer.getInt("rejected[0].line")).isEqualTo(3);
      assertThat(answer.getString("rejected[0].column")).isEqualTo(column);
      assertThat(answer.getString("rejected[0].code")).isEqualTo("code_taken");
    }
    assertThat(acme.get("/v1/vouchers/DUP-1").jsonPath().getLong("balance")).isEqualTo(500);
    acme.proveLedger();
  }

  /** What spreadsheets make of numbers and dates. */
  @ParameterizedTest
  @CsvSource({
    "'(5.00)', amount",
    "'\u2212500', amount",
    "'1,000', amount",
    "1E+3, amount",
    "5.00, amount",
    "+500, amount",
    "45000, expiresAt",
    "31/01/2099, expiresAt",
  })
  void what_could_mean_this_or_that_is_never_guessed(String cell, String column) {
    JsonPath answer = imported(gifts, "code," + column + "\nODD-1,\"" + cell + "\"\n");

    assertThat(answer.getLong("imported")).isZero();
    assertThat(answer.getInt("rejected[0].line")).isEqualTo(2);
    assertThat(answer.getString("rejected[0].column")).isEqualTo(column);
    assertThat(answer.getString("rejected[0].code")).isEqualTo("wrong_format");
  }

  @Test
  void files_of_other_systems_have_marks_other_line_ends_and_cells_of_several_lines() {
    JsonPath answer =
        imported(
            gifts,
            "\uFEFFcode,holder,amount\r\nMARKED-1,ann,5\r\nMARKED-2,\"a\nb\",5\r\n"
                + "MARKED-3,cat,x\r\n");

    assertThat(answer.getLong("imported")).isEqualTo(1);
    assertThat(answer.getList("rejected.line")).containsExactly(3, 5);
    assertThat(answer.getList("rejected.column")).containsExactly("holder", "amount");
  }

  @Test
  void rows_that_cannot_be_imported_are_named_and_the_others_are() {
    imported(gifts, "code\nTAKEN-1\n");

    JsonPath answer =
        imported(
            sale,
            """
            code,amount
            taken1,
            FINE-1,
            x!,
            WITH-AMOUNT,5
            BAD-AMOUNT,five
            TOO-FEW
            TOO-MANY,,
            FINE-2,
            """);

    assertThat(answer.getLong("imported")).isEqualTo(2);
    assertThat(answer.getLong("rejectedRows")).isEqualTo(6);
    assertThat(answer.getList("rejected.line", Integer.class)).containsExactly(2, 4, 5, 6, 7, 8);
    assertThat(answer.getList("rejected.code", String.class))
        .containsExactly(
            "code_taken",
            "wrong_format",
            "amount_not_allowed",
            "wrong_format",
            "wrong_size",
            "wrong_size");
    assertThat(answer.getList("rejected.detail", String.class))
        .allSatisfy(detail -> assertThat(detail).endsWith(".").doesNotContain("Line "));
  }

  @Test
  void of_many_rejected_rows_the_first_hundred_are_named() {
    String rows = IntStream.range(0, 150).mapToObj(number -> "?" + number).collect(joining("\n"));

    JsonPath answer = imported(sale, "code\n" + rows + "\n");

    assertThat(answer.getLong("rejectedRows")).isEqualTo(150);
    assertThat(answer.getList("rejected")).hasSize(100);
  }

  @Test
  void the_first_rejected_rows_are_those_of_the_lowest_lines() {
    imported(gifts, file(1, 1));
    String rows = IntStream.range(0, 150).mapToObj(number -> "?" + number).collect(joining("\n"));

    JsonPath answer = imported(sale, file(1, 1) + rows + "\n");

    assertThat(answer.getLong("rejectedRows")).isEqualTo(151);
    assertThat(answer.getList("rejected.line", Integer.class)).hasSize(100).isSorted();
    assertThat(answer.getString("rejected[0].code")).isEqualTo("code_taken");
  }

  @Test
  void a_gift_card_of_nothing_is_rejected() {
    JsonPath answer = imported(gifts, "code,amount\nNOTHING-1,0\n");

    assertThat(answer.getList("rejected.code")).containsExactly("out_of_range");
  }

  @Test
  void an_export_is_imported_elsewhere_and_skipped_where_it_came_from() {
    for (String campaign : List.of(gifts, sale)) {
      imported(campaign, "code,holder\nAGAIN-1,ada\nAGAIN-2,\n".replace("AGAIN", campaign));
      String export = String.join("\n", export(campaign));
      Spending rival = Spending.inANewOrganization();
      String theirs = campaign(rival, campaign.equals(gifts) ? giftCard(7) : discount(Map.of()));

      assertThat(imported(campaign, export).getLong("skipped")).isEqualTo(2);
      assertThat(send(rival, theirs, export).jsonPath().getLong("imported")).isEqualTo(2);

      assertThat(rival.get("/v1/vouchers/" + campaign + "-1").<String>path("holder"))
          .isEqualTo("ada");
      rival.proveLedger();
    }
  }

  @Test
  void a_file_that_breaks_off_keeps_what_was_saved_by_then() {
    Response broken = send(sale, file(1, 1_000) + "\"never ends");

    assertThat(refused(broken, 400, "malformed_csv").getString("detail"))
        .startsWith("From line 1002 on, ")
        .endsWith(" Vouchers that were imported before: 1000.");
    assertThat(usage(sale).getLong("usage.vouchers")).isEqualTo(1_000);
    assertThat(imported(sale, file(1, 1_001)).getLong("imported")).isEqualTo(1);
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
      refused(send(rival, id, "code\nMINE-1\n"), 404, "campaign_not_found");
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

    assertThat(send(reader, sale, "code\nABC\n").statusCode()).isEqualTo(403);
    assertThat(send(writer, sale, "code\nABC\n").statusCode()).isEqualTo(200);
    String export = "/v1/vouchers/export?campaignId=" + sale;
    assertThat(reader.get(export).statusCode()).isEqualTo(200);
    assertThat(writer.get(export).statusCode()).isEqualTo(403);
  }

  private static String file(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> "NUMBER-" + number + "\n")
        .collect(joining("", "code\n", ""));
  }

  private JsonPath imported(String campaign, String file) {
    Response answer = send(campaign, file);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private Response send(String campaign, String file) {
    return send(acme, campaign, file);
  }

  private static Response send(Spending caller, String campaign, String file) {
    EncoderConfig asText =
        EncoderConfig.encoderConfig().encodeContentTypeAs("text/csv", ContentType.TEXT);
    return given()
        .config(RestAssuredConfig.config().encoderConfig(asText))
        .header("Authorization", "Bearer " + caller.tenant().secret())
        .contentType("text/csv; charset=utf-8")
        .body(file)
        .post("/v1/campaigns/" + campaign + "/imports");
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
