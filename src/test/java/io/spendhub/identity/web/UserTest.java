package io.spendhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class UserTest {
  private static final int CALLERS = 8;

  private Tenant acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Tenant.open();
  }

  @Test
  void a_new_user_is_active_and_can_be_read_where_it_says() {
    ValidatableResponse created =
        acme.post("/v1/users", Map.of("email", "Ada@Example.com", "name", "Ada")).statusCode(201);

    created
        .header("Location", matchesRegex(".*/v1/users/" + created.extract().path("id")))
        .header("ETag", notNullValue())
        .body("email", equalTo("Ada@Example.com"))
        .body("status", equalTo("ACTIVE"));
    ValidatableResponse read = acme.get("/v1/users/" + created.extract().path("id"));
    read.statusCode(200).header("ETag", created.extract().header("ETag"));
    assertThat(read.extract().<Map<String, Object>>path("$"))
        .isEqualTo(created.extract().<Map<String, Object>>path("$"));
  }

  @Test
  void an_email_is_taken_whatever_its_case() {
    acme.user("ada@example.com");

    acme.post("/v1/users", Map.of("email", "ADA@example.COM", "name", "Eve"))
        .statusCode(409)
        .body("code", equalTo("email_taken"));
    Tenant.open().user("ada@example.com");
  }

  /** The database of the tests is Turkish, where the small letter of I is another one. */
  @ParameterizedTest
  @ValueSource(strings = {"ADA.I@EXAMPLE.COM", "ada.i@example.com", "Ada.I@example.com"})
  void an_email_is_one_in_any_case_whatever_the_language_of_the_database(String written) {
    acme.user("ada.I@Example.com");

    acme.post("/v1/users", Map.of("email", written, "name", "Eve"))
        .statusCode(409)
        .body("code", equalTo("email_taken"));
    assertThat(ids("/v1/users?email=" + written)).hasSize(1);
  }

  @Test
  void an_email_is_given_once_however_many_ask_at_the_same_time() throws Exception {
    Map<String, String> body = Map.of("email", "one@example.com", "name", "One");

    List<Integer> answers = atOnce(() -> acme.post("/v1/users", body).extract().statusCode());

    assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
  }

  @Test
  void one_version_is_changed_once_however_many_try_at_the_same_time() throws Exception {
    String path = "/v1/users/" + acme.user("ada@example.com");
    String version = acme.get(path).extract().header("ETag");
    AtomicInteger attempt = new AtomicInteger();

    List<Integer> answers =
        atOnce(
            () ->
                acme.call()
                    .header("If-Match", version)
                    .body(Map.of("name", "Ada " + attempt.incrementAndGet()))
                    .patch(path)
                    .statusCode());

    assertThat(answers).containsOnly(200, 412).containsOnlyOnce(200);
  }

  @Test
  void a_change_needs_the_current_version() {
    String path = "/v1/users/" + acme.user("ada@example.com");
    String stale = acme.get(path).extract().header("ETag");
    acme.patch(path, Map.of("name", "Ada L."))
        .statusCode(200)
        .header("ETag", not(stale))
        .body("name", equalTo("Ada L."))
        .body("email", equalTo("ada@example.com"));

    acme.call()
        .header("If-Match", stale)
        .body(Map.of("name", "Eve"))
        .patch(path)
        .then()
        .statusCode(412);
    acme.call().body(Map.of("name", "Eve")).patch(path).then().statusCode(428);
    acme.get(path).body("name", equalTo("Ada L."));
  }

  @Test
  void an_email_can_be_changed_to_one_that_is_free_only() {
    acme.user("ada@example.com");
    String path = "/v1/users/" + acme.user("bob@example.com");

    acme.patch(path, Map.of("email", "Ada@example.com"))
        .statusCode(409)
        .body("code", equalTo("email_taken"));
    acme.patch(path, Map.of("email", "Bob@example.com"))
        .statusCode(200)
        .body("email", equalTo("Bob@example.com"));
  }

  @Test
  void a_user_can_be_made_inactive_and_active_again() {
    String path = "/v1/users/" + acme.user("ada@example.com");

    acme.patch(path, Map.of("status", "INACTIVE")).body("status", equalTo("INACTIVE"));
    acme.patch(path, Map.of("status", "ACTIVE")).body("status", equalTo("ACTIVE"));
    acme.patch(path, Map.of("status", "DELETED")).statusCode(400);
    acme.get(path).body("status", equalTo("ACTIVE"));
  }

  @Test
  void a_deleted_user_stays_readable_and_frees_its_email() {
    String path = "/v1/users/" + acme.user("ada@example.com");
    String version = acme.get(path).extract().header("ETag");

    acme.delete(path).statusCode(204);
    acme.delete(path).statusCode(204);

    acme.get(path)
        .statusCode(200)
        .body("status", equalTo("DELETED"))
        .body("email", equalTo("ada@example.com"))
        .body("deletedAt", notNullValue());
    acme.patch(path, Map.of("name", "Eve")).statusCode(409).body("code", equalTo("user_deleted"));
    acme.call()
        .header("If-Match", version)
        .body(Map.of("name", "Eve"))
        .patch(path)
        .then()
        .statusCode(412);
    assertThat(acme.user("ADA@example.com")).isNotEqualTo(path);
  }

  @Test
  void the_list_is_newest_first_and_can_be_narrowed() {
    String ada = acme.user("ada@example.com");
    String bob = acme.user("bob@example.com");
    acme.delete("/v1/users/" + ada).statusCode(204);

    assertThat(ids("/v1/users")).containsExactly(bob, ada);
    assertThat(ids("/v1/users?status=ACTIVE")).containsExactly(bob);
    assertThat(ids("/v1/users?status=DELETED")).containsExactly(ada);
    assertThat(ids("/v1/users?email=BOB@example.com")).containsExactly(bob);
    assertThat(ids("/v1/users?limit=1")).containsExactly(bob);
    acme.get("/v1/users").body("nextCursor", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=GONE", "limit=0", "limit=201", "cursor=x", "sort=name"})
  void a_query_that_is_not_understood_is_refused(String query) {
    acme.get("/v1/users?" + query).statusCode(400).contentType("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{",
        "null",
        "{\"email\":\"ada@example.com\"}",
        "{\"name\":\"Ada\"}",
        "{\"email\":null,\"name\":\"Ada\"}",
        "{\"email\":7,\"name\":\"Ada\"}",
        "{\"email\":\"ada\",\"name\":\"Ada\"}",
        "{\"email\":\"ada@example.com\",\"name\":\"A\\u0000da\"}",
        "{\"email\":\"ada@example.com\",\"name\":\"\\ud800\"}",
        "{\"email\":\"ada@example.com\",\"name\":\"Ada\",\"status\":\"ACTIVE\"}",
        "{\"email\":\"ada@example.com\",\"name\":\"Ada\",\"name\":\"Eve\"}",
        "{\"email\":\"ada@example.com\",\"name\":[\"Ada\"]}",
      })
  void a_body_that_is_not_a_user_is_refused_and_changes_nothing(String body) {
    acme.call()
        .body(body)
        .post("/v1/users")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");

    assertThat(ids("/v1/users")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":null}",
        "{\"email\":null}",
        "{\"status\":null}",
        "{\"status\":\"active\"}",
        "{\"status\":0}",
        "{\"name\":\"\"}",
        "{\"email\":\"ada\"}",
        "{\"id\":\"00000000-0000-7000-8000-000000000000\"}",
        "[]"
      })
  void a_change_that_makes_no_sense_is_refused(String body) {
    String path = "/v1/users/" + acme.user("ada@example.com");
    String version = acme.get(path).extract().header("ETag");

    acme.call().header("If-Match", version).body(body).patch(path).then().statusCode(400);

    acme.get(path).header("ETag", version);
  }

  @Test
  void names_of_any_script_are_kept_as_they_are_and_too_long_ones_refused() {
    String name = "Zoë 🦄 山田 " + "x".repeat(100);
    acme.post("/v1/users", Map.of("email", "zoe@example.com", "name", name))
        .statusCode(201)
        .body("name", equalTo(name));
    acme.post("/v1/users", Map.of("email", "long@example.com", "name", "x".repeat(201)))
        .statusCode(400);
    acme.post("/v1/users", Map.of("email", "a".repeat(250) + "@example.com", "name", "x"))
        .statusCode(400);
  }

  private static List<Integer> atOnce(Callable<Integer> call) throws Exception {
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (Future<Integer> answer : callers.invokeAll(Collections.nCopies(CALLERS, call))) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private List<String> ids(String path) {
    return acme.get(path).statusCode(200).extract().path("data.id");
  }
}
