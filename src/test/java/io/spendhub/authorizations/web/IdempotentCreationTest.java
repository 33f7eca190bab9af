package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing is moved a key is the caller's choice; one that is given means the same. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class IdempotentCreationTest {
  private static final String KEY = "new-1";

  private Spending acme;
  private Map<String, Map<String, Object>> bodies;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
    Wallet wallet = acme.wallet("GBP");
    bodies =
        Map.of(
            "/v1/wallets", acme.walletIn("GBP"),
            "/v1/cards", Body.with(wallet.issue(), "tokenRef", "tok_1"),
            "/v1/teams", Map.of("name", "Travel"),
            "/v1/users", Map.of("email", "ada@example.com", "name", "Ada"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/wallets", "/v1/cards", "/v1/teams", "/v1/users"})
  void a_repeated_creation_is_answered_as_the_first(String path) {
    Response first = acme.move(path, body(path), KEY);
    assertThat(first.statusCode()).isEqualTo(201);
    Map<String, String> before = everything();

    Response again = acme.move(path, body(path), KEY);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/wallets", "/v1/cards", "/v1/teams", "/v1/users"})
  void a_key_stands_for_one_creation(String path) {
    acme.move(path, body(path), KEY);
    Map<String, String> before = everything();
    String field = path.equals("/v1/cards") ? "memo" : "name";

    refused(
        acme.move(path, Body.with(body(path), field, "Other"), KEY), 422, "idempotency_key_reused");
    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/wallets", "/v1/cards", "/v1/teams", "/v1/users"})
  void a_refused_creation_leaves_its_key_free(String path) {
    String field = path.equals("/v1/cards") ? "memo" : "name";
    refused(acme.move(path, Body.with(body(path), field, ""), KEY));

    assertThat(acme.move(path, body(path), KEY).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/wallets", "/v1/cards", "/v1/teams", "/v1/users"})
  void the_same_creation_many_times_at_once_runs_once(String path) {
    Map<String, Object> body = body(path);

    List<Response> answers = Together.run(16, thread -> acme.move(path, body, KEY));

    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(answers).extracting(Response::asString).containsOnly(answers.get(0).asString());
    assertThat(answers)
        .filteredOn(answer -> answer.header("Idempotency-Replayed") == null)
        .hasSize(1);
    assertThat(keys()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "clé"})
  void a_key_that_is_given_is_visible_ascii(String key) {
    refused(acme.move("/v1/teams", body("/v1/teams"), key), 400, "idempotency_key_invalid");
  }

  private Map<String, Object> body(String path) {
    return Objects.requireNonNull(bodies.get(path), path);
  }

  private Map<String, String> everything() {
    return Stored.everythingOf(acme.organizationId());
  }

  private long keys() {
    return Stored.number(
        "select count(*) from platform.idempotency_keys where organization_id = ?",
        acme.organizationId());
  }
}
