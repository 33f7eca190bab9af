package io.spendhub.vouchers.redemptions.web;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Problems.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.RawBody;
import io.spendhub.testing.api.Redemption;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call on vouchers, with all that it cannot take: refused, and nothing is changed. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class HostileVoucherTest {

  /**
   * A call and a body that it accepts.
   *
   * @param required what the body must have
   * @param text the field that takes free text
   */
  private record Call(String path, Map<String, Object> body, Set<String> required, String text) {}

  private Spending acme;
  private final Map<String, Call> calls = new LinkedHashMap<>();
  private Map<String, String> before = Map.of();

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
    Campaign campaign = Campaign.active(acme, giftCard(1_000));
    Voucher voucher = campaign.voucher();
    Redemption redemption = voucher.redeem(voucher.take(10));
    Map<String, Object> use = Body.with(voucher.take(5), "holder", "ann");
    calls.put(
        "campaign",
        new Call("/v1/campaigns", giftCard(1), Set.of("name", "type", "amount"), "name"));
    calls.put(
        "voucher",
        new Call(
            "/v1/vouchers",
            Map.of("campaignId", campaign.id(), "amount", 5, "holder", "ann"),
            Set.of("campaignId"),
            "holder"));
    calls.put("redemption", new Call("/v1/redemptions", use, Set.of("code"), "holder"));
    calls.put("reservation", new Call("/v1/reservations", use, Set.of("code"), "holder"));
    calls.put(
        "validation",
        new Call(voucher.path() + "/validations", Body.without(use, "code"), Set.of(), "shop"));
    calls.put(
        "rollback", new Call(redemption.path() + "/rollbacks", Map.of("amount", 1), Set.of(), ""));
    calls.put(
        "top-up",
        new Call(
            voucher.path() + "/top-ups",
            Map.of("amount", 1, "currency", "GBP"),
            Set.of("amount", "currency"),
            ""));
    calls.put(
        "publication",
        new Call(
            "/v1/publications",
            Map.of("campaignId", campaign.id(), "holder", "ann", "sourceId", "1"),
            Set.of("campaignId", "holder", "sourceId"),
            "sourceId"));
    before = Stored.everythingOf(acme.organizationId());
  }

  @AfterEach
  void nothingHasChanged() {
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  static Set<String> names() {
    return Set.of(
        "campaign",
        "voucher",
        "redemption",
        "reservation",
        "validation",
        "rollback",
        "top-up",
        "publication");
  }

  @Test
  void the_table_holds_every_call() {
    assertThat(calls.keySet()).isEqualTo(names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_body_that_is_no_object_is_refused(String name) {
    for (String body : List.of("[]", "[{}]", "1", "\"x\"", "true", "{", "{}}", "{}{}", "{'a':1}")) {
      assertBadRequest(name, body);
    }
    if (!call(name).required().isEmpty()) {
      List.of("", " ", "null", "{}").forEach(body -> assertBadRequest(name, body));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_field_of_another_type_or_a_missing_one_is_refused(String name) {
    for (String field : call(name).body().keySet()) {
      for (String value : List.of("[]", "{}", "[1]", "true", "1.5")) {
        assertBadRequest(name, bodyWith(name, field, value));
      }
    }
    for (String field : call(name).required()) {
      assertBadRequest(name, bodyWith(name, field, "null"));
      assertBadRequest(name, RawBody.text(Body.without(call(name).body(), field)));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void an_amount_that_no_account_holds_is_refused(String name) {
    for (String amount :
        List.of(
            "0",
            "-1",
            "-9223372036854775808",
            "9223372036854775808",
            "1e3",
            "1E400",
            "1.0",
            "01",
            "+1",
            "NaN",
            "0x10",
            "9".repeat(5_000),
            "\"1\"")) {
      if (!name.equals("publication")) {
        assertBadRequest(name, bodyWith(name, "amount", amount));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_field_or_parameter_that_is_not_known_is_refused(String name) {
    assertBadRequest(name, bodyWith(name, "colour", "1"));
    assertBadRequest(name, bodyWith(name, "Amount", "1"));
    Call call = call(name);
    assertThat(refused(acme.move(call.path() + "?amount=1", call.body())).getInt("status"))
        .isEqualTo(400);
  }

  @ParameterizedTest
  @MethodSource("names")
  void deep_nesting_is_refused(String name) {
    assertBadRequest(name, bodyWith(name, "amount", "[".repeat(10_000) + "]".repeat(10_000)));
    assertBadRequest(
        name, bodyWith(name, "metadata", "{\"a\":".repeat(900) + "1" + "}".repeat(900)));
    assertBadRequest(name, "[".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_text_that_cannot_be_stored_is_refused(String name) {
    String field = call(name).text();
    for (String text :
        List.of("\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "\\u001b[2J", "\\u0085")) {
      assertBadRequest(name, bodyWith(name, field.isEmpty() ? "colour" : field, '"' + text + '"'));
      assertBadRequest(name, bodyWith(name, text, "1"));
    }
    if (!field.isEmpty()) {
      assertBadRequest(name, bodyWith(name, field, '"' + "x".repeat(256) + '"'));
      assertBadRequest(name, bodyWith(name, field, "\"paid by 4111111111111111.\""));
      assertBadRequest(name, bodyWith(name, field, "\" \""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaign", "redemption", "reservation", "validation"})
  void metadata_is_pairs_of_plain_strings(String name) {
    for (String metadata :
        List.of(
            "[]",
            "\"x\"",
            "{\"a\":1}",
            "{\"a\":null}",
            "{\"\":\"x\"}",
            "{\"a\":\"4111 1111 1111 1111\\u0000\"}",
            "{\"a\":\"4111111111111111\"}",
            "{\"4111111111111111\":\"a\"}",
            "{\"a\":\"" + "x".repeat(501) + "\"}",
            "{\"a\":\"1\",\"a\":\"2\"}")) {
      assertBadRequest(name, bodyWith(name, "metadata", metadata));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"redemption", "reservation", "validation"})
  void an_order_is_checked_to_its_last_item(String name) {
    for (String order :
        List.of(
            "{}",
            "{'amount':1}",
            "{'amount':0,'currency':'GBP'}",
            "{'amount':9223372036854775808,'currency':'GBP'}",
            "{'amount':1,'currency':'pounds'}",
            "{'amount':1,'currency':'XXY'}",
            "{'amount':1,'currency':'GBP','id':'4111111111111111'}",
            "{'amount':1,'currency':'GBP','id':''}",
            "{'amount':1,'currency':'GBP','colour':1}",
            "{'amount':1,'currency':'GBP','items':[null]}",
            "{'amount':1,'currency':'GBP','items':[{}]}",
            "{'amount':1,'currency':'GBP','items':[{'sku':'4111111111111111'}]}",
            "{'amount':1,'currency':'GBP','items':[{'sku':'a','quantity':0}]}",
            "{'amount':1,'currency':'GBP','items':[{'sku':'a','amount':-1}]}",
            "{'amount':1,'currency':'GBP','items':[" + "{'sku':'a'},".repeat(200) + "{'sku':'a'}]}",
            "{'amount':1,'currency':'GBP','metadata':{'a':'4111111111111111'}}")) {
      assertBadRequest(name, bodyWith(name, "order", order.replace('\'', '"')));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-18:00",
        "now",
        "1"
      })
  void a_time_that_no_calendar_holds_is_refused(String time) {
    assertBadRequest("voucher", bodyWith("voucher", "expiresAt", '"' + time + '"'));
  }

  @ParameterizedTest
  @MethodSource("names")
  void bad_utf_8_is_refused(String name) {
    String field = call(name).text().isEmpty() ? "colour" : call(name).text();
    for (String bytes :
        List.of("\u00ff", "\u00c3(", "\u00ed\u00a0\u0080", "\u0080", "\u00c0\u00af")) {
      byte[] broken = bodyWith(name, field, '"' + bytes + '"').getBytes(ISO_8859_1);
      RawBody.assertRefused(400, send(name, "application/json", broken), bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_body_of_another_type_or_size_is_refused(String name) {
    byte[] body = RawBody.text(call(name).body()).getBytes(UTF_8);
    for (String type : List.of("text/plain", "application/xml", "text/csv", "*/*")) {
      RawBody.assertRefused(415, send(name, type, body), type);
    }
    String huge = bodyWith(name, "colour", '"' + "x".repeat(5 * 1024 * 1024) + '"');
    RawBody.assertRefused(413, send(name, "application/json", huge.getBytes(UTF_8)), "5 MiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "-",
        "..",
        "%2e%2e",
        "%00",
        "a%00b",
        "'--",
        "%F0%9F%92%B3",
        "%FF",
        "A%2FB",
        "0%0d%0a"
      })
  void a_code_in_a_path_that_is_no_code_names_nothing(String code) {
    for (String path : List.of("", "/qr", "/disable", "/top-ups")) {
      Response answer =
          given()
              .urlEncodingEnabled(false)
              .header("Authorization", "Bearer " + acme.tenant().secret())
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .contentType("application/json")
              .body(path.equals("/top-ups") ? "{\"amount\":1,\"currency\":\"GBP\"}" : "")
              .request(
                  path.isEmpty() || path.equals("/qr") ? "GET" : "POST",
                  "/v1/vouchers/" + code + path);
      assertThat(answer.statusCode()).as(code + path + answer.asString()).isIn(400, 404, 405, 406);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\u0000", "a\\u0000b", "https://", "spendhub:voucher:", "💳"})
  void a_scanned_text_without_a_code_is_refused(String text) {
    byte[] body = ("{\"text\":\"" + text + "\"}").getBytes(UTF_8);
    Response answer =
        given()
            .header("Authorization", "Bearer " + acme.tenant().secret())
            .contentType("application/json")
            .body(body)
            .post("/v1/vouchers/extract");

    assertThat(refused(answer).getInt("status")).isIn(400, 422);
  }

  private Call call(String name) {
    return Objects.requireNonNull(calls.get(name), name);
  }

  private void assertBadRequest(String name, String body) {
    RawBody.assertBadRequest(acme, call(name).path(), body);
  }

  private Response send(String name, String type, byte[] body) {
    return RawBody.send(acme, call(name).path(), type, body);
  }

  /** A body with one field more, or another value for one, written as it stands here. */
  private String bodyWith(String name, String field, String json) {
    return RawBody.with(call(name).body(), field, json);
  }
}
