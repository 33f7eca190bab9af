package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Problems.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.authorizations.web.MoneyCalls.Call;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.RawBody;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call that moves money, with all that it cannot take: refused, and nothing is changed. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class HostileInputTest {

  private Spending acme;
  private MoneyCalls money;
  private Map<String, String> before;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
    money = MoneyCalls.of(acme);
    before = Stored.everythingOf(acme.organizationId());
  }

  @AfterEach
  void nothingHasChanged() {
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  static Set<String> calls() {
    return MoneyCalls.names();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_body_that_is_no_object_is_refused(String name) {
    List<String> bodies =
        List.of("", " ", "null", "[]", "[{}]", "1", "\"x\"", "true", "{", "{}}", "{}{}", "{'a':1}");
    bodies.forEach(body -> assertBadRequest(name, body));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_field_of_another_type_is_refused(String name) {
    for (String field : money.get(name).body().keySet()) {
      for (String value : List.of("null", "[]", "{}", "[1]", "true", "1.5", "\"\"", "\"x\"")) {
        assertBadRequest(name, bodyWith(name, field, value));
      }
    }
  }

  /** An authorization of 0 verifies the account, and is the only call that may be for nothing. */
  @ParameterizedTest
  @MethodSource("calls")
  void an_amount_that_no_account_holds_is_refused(String name) {
    List<String> amounts =
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
            "Infinity",
            "0x10",
            "9".repeat(63),
            "9".repeat(5_000),
            "\"1\"");
    amounts.stream()
        .filter(amount -> !(amount.equals("0") && name.equals("authorization")))
        .forEach(amount -> assertBadRequest(name, bodyWith(name, "amount", amount)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_missing_field_is_refused(String name) {
    assertBadRequest(name, "{}");
    for (String field : money.get(name).body().keySet()) {
      assertBadRequest(name, RawBody.text(Body.without(body(name), field)));
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_field_or_parameter_that_is_not_known_is_refused(String name) {
    assertBadRequest(name, bodyWith(name, "colour", "1"));
    assertBadRequest(name, bodyWith(name, "Amount", "1"));
    assertBadRequest(name, "{\"amount\":1," + RawBody.text(body(name)).substring(1));
    Call call = money.get(name);
    assertThat(refused(acme.move(call.path() + "?amount=1", call.body())).getInt("status"))
        .isEqualTo(400);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void deep_nesting_is_refused(String name) {
    assertBadRequest(name, bodyWith(name, "amount", "[".repeat(10_000) + "]".repeat(10_000)));
    assertBadRequest(name, "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
    assertBadRequest(name, "[".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_text_that_cannot_be_stored_is_refused(String name) {
    String field = freeText(name);
    for (String text :
        List.of("\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "\\u001b[2J", "\\u0085")) {
      assertBadRequest(name, bodyWith(name, field, '"' + text + '"'));
      assertBadRequest(name, bodyWith(name, text, "1"));
    }
    assertBadRequest(name, bodyWith(name, field, '"' + "x".repeat(256) + '"'));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_card_number_is_refused_in_every_text(String name) {
    String number = "\"paid by 4111111111111111.\"";
    assertBadRequest(name, bodyWith(name, freeText(name), number));
    if (!freeText(name).equals("reference")) {
      assertBadRequest(name, bodyWith(name, "metadata", "{\"note\":" + number + "}"));
      assertBadRequest(name, bodyWith(name, "metadata", "{" + number + ":\"note\"}"));
    }
    if (body(name).containsKey("merchant")) {
      assertBadRequest(name, bodyWith(name, "merchant", "{\"name\":" + number + "}"));
      String named = "{\"name\":\"Shop\",\"id\":" + number + "}";
      assertBadRequest(name, bodyWith(name, "merchant", named));
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void metadata_is_at_most_fifty_pairs_of_strings(String name) {
    String pairs =
        String.join(
            ",", Stream.iterate(0, i -> i + 1).limit(51).map(HostileInputTest::pair).toList());
    for (String metadata :
        List.of(
            "{" + pairs + "}",
            "[]",
            "\"x\"",
            "{\"a\":1}",
            "{\"a\":null}",
            "{\"a\":{}}",
            "{\"\":\"x\"}",
            "{\"a\":\"" + "x".repeat(501) + "\"}",
            "{\"" + "k".repeat(41) + "\":\"x\"}",
            "{\"a\":\"1\",\"a\":\"2\"}")) {
      assertBadRequest(name, bodyWith(name, "metadata", metadata));
    }
  }

  private static String pair(int number) {
    return "\"k" + number + "\":\"v\"";
  }

  @ParameterizedTest
  @MethodSource("calls")
  void bad_utf_8_is_refused(String name) {
    String body = bodyWith(name, freeText(name), "\"MARK\"");
    for (String bytes :
        List.of("\u00ff", "\u00c3(", "\u00ed\u00a0\u0080", "\u0080", "\u00c0\u00af")) {
      byte[] broken = body.replace("MARK", bytes).getBytes(ISO_8859_1);
      RawBody.assertRefused(400, send(name, "application/json", broken), bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_body_of_another_type_is_refused(String name) {
    byte[] body = RawBody.text(body(name)).getBytes(UTF_8);
    for (String type :
        List.of(
            "text/plain",
            "application/xml",
            "text/csv",
            "application/json;charset=utf-16",
            "*/*")) {
      RawBody.assertRefused(415, send(name, type, body), type);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_body_that_is_too_large_is_refused(String name) {
    String huge = bodyWith(name, freeText(name), '"' + "x".repeat(5 * 1024 * 1024) + '"');

    RawBody.assertRefused(413, send(name, "application/json", huge.getBytes(UTF_8)), "5 MiB");
  }

  @Test
  void an_id_in_a_path_that_is_no_uuid_names_nothing() {
    for (String id :
        List.of(
            "x",
            "1",
            "00000000-0000-7000-8000-00000000000",
            "..",
            "%2e%2e",
            "null",
            "%00",
            "1-1-1-1-1",
            "'--",
            "%F0%9F%92%B3",
            "0".repeat(3_000))) {
      for (String path : pathsNaming(id)) {
        Response answer = acme.move(path, Map.of("amount", 1, "currency", "GBP"));
        assertThat(answer.statusCode()).as(path).isIn(400, 404, 405);
        refused(answer);
      }
    }
  }

  private static List<String> pathsNaming(String id) {
    return List.of(
        "/v1/wallets/" + id + "/top-ups",
        "/v1/wallets/" + id + "/withdrawals",
        "/v1/authorizations/" + id + "/clearings",
        "/v1/authorizations/" + id + "/reversals",
        "/v1/authorizations/" + id + "/refunds");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_call_without_a_right_to_it_is_refused(String name) {
    Call call = money.get(name);
    Spending reader = acme.withScopes("wallets:read", "authorizations:read", "cards:write");
    before = Stored.everythingOf(acme.organizationId());

    refused(reader.move(call.path(), call.body()), 403, "forbidden");
    assertThat(refused(Tenant.bearing("nonsense").body("{}").post(call.path())).getInt("status"))
        .isEqualTo(401);
  }

  private void assertBadRequest(String name, String body) {
    RawBody.assertBadRequest(acme, money.get(name).path(), body);
  }

  private Response send(String name, String type, byte[] body) {
    return RawBody.send(acme, money.get(name).path(), type, body);
  }

  private Map<String, Object> body(String name) {
    return money.get(name).body();
  }

  /** A field that takes any text. */
  private static String freeText(String name) {
    return Set.of("top-up", "withdrawal", "transfer").contains(name)
        ? "reference"
        : "networkReference";
  }

  /** A body with one field more, or another value for one, written as it stands here. */
  private String bodyWith(String name, String field, String json) {
    return RawBody.with(body(name), field, json);
  }
}
