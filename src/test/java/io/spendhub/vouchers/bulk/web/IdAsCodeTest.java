package io.spendhub.vouchers.bulk.web;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A voucher goes by its code and by its id, so no code is made that reads as an id. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class IdAsCodeTest {
  private Spending acme;
  private Campaign campaign;
  private Voucher voucher;

  @BeforeEach
  void makeAVoucher() {
    acme = Spending.inANewOrganization();
    campaign = Campaign.active(acme, giftCard(1_000));
    voucher = campaign.voucher("FIRST-ONE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "%S", "%s.", " %s"})
  void nobody_chooses_the_id_of_a_voucher_as_a_code(String spelling) {
    String code = String.format(Locale.ROOT, spelling, voucher.id());

    refusedField(
        campaign.issue(Body.with(campaign.issuing(), "code", code)), "/code", "wrong_format");
    refusedField(
        campaign.issue(Body.with(campaign.issuing(), "code", code.replace("-", ""))),
        "/code",
        "wrong_format");
  }

  @Test
  void a_file_with_such_a_code_is_imported_without_it() {
    EncoderConfig asText =
        EncoderConfig.encoderConfig().encodeContentTypeAs("text/csv", ContentType.TEXT);
    Response imported =
        given()
            .config(RestAssuredConfig.config().encoderConfig(asText))
            .header("Authorization", "Bearer " + acme.tenant().secret())
            .contentType("text/csv; charset=utf-8")
            .body("code\n" + voucher.id() + "\nSECOND-ONE\n")
            .post(campaign.path() + "/imports");

    assertThat(imported.<Integer>path("imported")).isEqualTo(1);
    assertThat(imported.<Integer>path("rejected[0].line")).isEqualTo(2);
    assertThat(imported.<String>path("rejected[0].code")).isEqualTo("wrong_format");
  }

  @Test
  void no_format_draws_such_codes() {
    refusedField(
        campaign.change(Map.of("code", Map.of("pattern", "0198f5a0-0000-7000-8000-0000########"))),
        "/code",
        "wrong_value");
    refusedField(campaign.change(Map.of("code", Map.of("length", 32))), "/code", "wrong_value");
    campaign.restate(Map.of("code", Map.of("length", 31)));
    campaign.restate(Map.of("code", Map.of("length", 32, "prefix", "X")));
    campaign.restate(Map.of("code", Map.of("length", 32, "charset", "GHJKLMNP")));
  }

  @Test
  void a_code_that_was_made_before_is_a_code_in_every_path() {
    Voucher other = campaign.voucher("OTHER-ONE");
    Stored.change(
        "update vouchers.vouchers set code = ?, code_key = upper(replace(?, '-', '')) where id = ?",
        other.id(),
        other.id(),
        voucher.uuid());
    String path = "/v1/vouchers/" + other.id();

    assertThat(acme.get(path).<String>path("id")).isEqualTo(voucher.id());
    assertThat(acme.act(path + "/disable").<String>path("id")).isEqualTo(voucher.id());

    assertThat(acme.get("/v1/vouchers/OTHER-ONE").<String>path("status")).isEqualTo("ACTIVE");
  }

  @Test
  void a_voucher_is_still_disabled_by_its_id_and_that_is_no_guess() {
    for (int often = 0; often < 100; often++) {
      acme.act("/v1/vouchers/" + voucher.id() + "/disable");
    }

    refused(voucher.attempt(voucher.take(1)), 422, "voucher_disabled");
    refused(acme.act("/v1/vouchers/" + Tenant.nobody() + "/disable"), 404, "voucher_not_found");
  }
}
