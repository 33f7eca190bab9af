package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import io.spendhub.vouchers.codes.web.QrCodeTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a voucher to its QR code, and from what a scanner reads back to the voucher. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ScanTest {
  private Spending acme;
  private Voucher voucher;

  @BeforeEach
  void issueAVoucher() {
    acme = Spending.inANewOrganization();
    voucher = Campaign.active(acme, percent(10)).voucher("GIFT-ABCD-2345");
  }

  private Response scan(String text) {
    return acme.post("/v1/vouchers/extract", Map.of("text", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spendhub:voucher:GIFT-ABCD-2345",
        "SPENDHUB:VOUCHER:gift-abcd-2345",
        "GIFT-ABCD-2345",
        "  giftabcd2345\n",
        "spendhub:voucher:GIFT-ABCD-2345\r\n",
        "\tGIFT-ABCD-2345\t",
        "https://shop.example/redeem?code=GIFT-ABCD-2345",
        "https://shop.example/redeem?till=4&voucher=GIFT-ABCD-2345#now",
        "http://shop.example/v/GIFT-ABCD-2345",
        "HTTPS://shop.example/v/GIFT-ABCD-2345/",
      })
  void a_scanned_text_finds_its_voucher(String text) {
    Response found = scan(text);

    assertThat(found.statusCode()).as(found.asString()).isEqualTo(200);
    assertThat(found.<String>path("id")).isEqualTo(voucher.id());
  }

  @Test
  void a_text_that_is_no_vouchers_is_told_from_a_code_that_does_not_exist() {
    refused(scan("https://shop.example/"), 422, "qr_unreadable");
    refused(scan("WIFI:S:Cafe;T:WPA;P:secret;;"), 422, "qr_unreadable");
    refused(scan(""), 422, "qr_unreadable");
    refused(scan(" \r\n"), 422, "qr_unreadable");
    refused(scan("spendhub:voucher:NOSUCHCODE"), 404, "voucher_not_found");
    refused(scan("x".repeat(2_001)), 400, "validation_failed");
    refusedField(scan("GIFT\r\n2345"), "/text", "control_characters");
    refusedField(acme.post("/v1/vouchers/extract", Map.of("text", 5)), "/text", "wrong_type");
    refusedField(acme.post("/v1/vouchers/extract", Map.of()), "/text", "required");
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, image/png",
    "image/svg+xml, image/svg+xml",
    "'image/svg+xml;q=0.5, image/png', image/png",
    "'image/png;q=0.1, image/svg+xml', image/svg+xml",
  })
  void a_qr_code_is_drawn_as_the_caller_accepts_and_says_the_code(String accept, String type)
      throws Exception {
    Response drawn = acme.tenant().call().accept(accept).get(voucher.path() + "/qr");

    assertThat(drawn.statusCode()).as(drawn.asString()).isEqualTo(200);
    assertThat(drawn.contentType()).startsWith(type);
    String says =
        type.equals("image/png")
            ? QrCodeTest.read(QrCodeTest.pixels(drawn.asByteArray())).getText()
            : QrCodeTest.read(QrCodeTest.pixels(drawn.asString())).getText();
    assertThat(says).isEqualTo("spendhub:voucher:GIFT-ABCD-2345");
    assertThat(scan(says).<String>path("id")).isEqualTo(voucher.id());
  }

  @Test
  void any_picture_will_do_for_who_accepts_any() {
    Response drawn = acme.tenant().call().accept("*/*").get(voucher.path() + "/qr");

    assertThat(drawn.statusCode()).isEqualTo(200);
    assertThat(drawn.contentType()).startsWith("image/");
    assertThat(
            refused(acme.tenant().call().accept("image/gif").get(voucher.path() + "/qr"))
                .getInt("status"))
        .isEqualTo(406);
  }

  @Test
  void a_code_that_is_shown_once_is_drawn_for_who_knows_it() throws Exception {
    Voucher secret =
        Campaign.active(acme, Body.with(percent(10), "code", Map.of("showOnce", true))).voucher();

    Response drawn = acme.tenant().call().accept("image/png").get(secret.path() + "/qr");

    assertThat(QrCodeTest.read(QrCodeTest.pixels(drawn.asByteArray())).getText())
        .isEqualTo("spendhub:voucher:" + secret.code());
  }

  @Test
  void what_does_not_exist_has_no_picture() {
    refused(
        acme.tenant().call().accept("image/png").get("/v1/vouchers/NOSUCHCODE/qr"),
        404,
        "voucher_not_found");
  }
}
