package io.spendhub.vouchers.bulk.web;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.spendhub.testing.api.Spending;
import java.util.stream.IntStream;

/** Files of vouchers, as they are imported. */
final class VoucherFile {
  private VoucherFile() {}

  /** Codes that end in these numbers. */
  static String numbered(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> "NUMBER-" + number + "\n")
        .collect(joining("", "code\n", ""));
  }

  /** Imports a file into a campaign, or tries to. */
  static Response send(Spending caller, String campaign, String file) {
    EncoderConfig asText =
        EncoderConfig.encoderConfig().encodeContentTypeAs("text/csv", ContentType.TEXT);
    return given()
        .config(RestAssuredConfig.config().encoderConfig(asText))
        .header("Authorization", "Bearer " + caller.tenant().secret())
        .contentType("text/csv; charset=utf-8")
        .body(file)
        .post("/v1/campaigns/" + campaign + "/imports");
  }
}
