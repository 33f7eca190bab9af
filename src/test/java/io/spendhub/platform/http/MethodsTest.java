package io.spendhub.platform.http;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every path of the description says to methods and media types that it does not know. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class MethodsTest {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /** The operations of each path, by method. */
  private Map<String, Map<String, Map<String, Object>>> paths = Map.of();

  private Spending acme;

  @BeforeEach
  void readTheDescription() {
    paths = new TreeMap<>(given().get("/q/openapi?format=json").jsonPath().getMap("paths"));
    assertThat(paths).hasSizeGreaterThan(70);
    acme = Spending.inANewOrganization();
  }

  @Test
  void each_path_tells_its_own_methods() {
    for (String template : paths.keySet()) {
      Response told = given().options(pathOf(template));

      assertThat(told.statusCode()).as(template).isEqualTo(200);
      assertThat(told.header("Allow")).as(template).isEqualTo(String.join(", ", known(template)));
      assertThat(told.header("X-Request-Id")).as(template).isNotBlank();
    }
  }

  @Test
  void every_other_method_is_answered_with_those_that_are_known() {
    for (String template : paths.keySet()) {
      Set<String> known = known(template);
      for (String method : METHODS) {
        if (!known.contains(method)) {
          Response answer = acme.tenant().call().request(method, pathOf(template));

          assertThat(answer.statusCode()).as(method + " " + template).isEqualTo(405);
          assertThat(answer.header("Allow")).as(template).isEqualTo(String.join(", ", known));
        }
      }
    }
  }

  @Test
  void an_answer_that_the_caller_would_not_take_is_refused_before_anything_happens() {
    Map<String, String> before = Stored.everythingOf(acme.organizationId());
    int tried = 0;

    for (String template : paths.keySet()) {
      for (Map.Entry<String, Map<String, Object>> operation : operations(template)) {
        if (String.valueOf(operation.getValue().get("responses")).contains("content={")) {
          Response answer =
              callerOf(template)
                  .contentType(template.endsWith("/imports") ? "text/csv" : "application/json")
                  .accept("application/xml")
                  .request(operation.getKey().toUpperCase(Locale.ROOT), pathOf(template));

          refused(answer, 406, "not_acceptable");
          tried++;
        }
      }
    }

    assertThat(tried).isGreaterThan(90);
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  @Test
  void nothing_is_made_for_who_does_not_take_the_answer() {
    Map<String, ?> user = Map.of("email", "ada@example.com", "name", "Ada");
    for (String accept : List.of("application/xml", "application/json;q=0", "text/*")) {
      refused(
          acme.tenant().call().accept(accept).body(user).post("/v1/users"), 406, "not_acceptable");
    }

    assertThat(acme.all("/v1/users", 10)).isEmpty();
    assertThat(
            acme.tenant()
                .call()
                .accept("application/xml, application/*;q=0.1")
                .body(user)
                .post("/v1/users")
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void who_may_not_call_is_told_that_first() {
    refused(given().accept("application/xml").post("/v1/users"), 401, "unauthenticated");
    refused(
        acme.withScopes("users:read").tenant().call().accept("text/csv").post("/v1/users"),
        403,
        "forbidden");
  }

  private RequestSpecification callerOf(String template) {
    return template.equals("/v1/organizations")
        ? Tenant.bearing(PostgresResource.OPERATOR_KEY)
        : acme.tenant().call();
  }

  private Set<Map.Entry<String, Map<String, Object>>> operations(String template) {
    return paths.getOrDefault(template, Map.of()).entrySet();
  }

  /** Of a path that others describe too, such as a code that is a word, all are known. */
  private Set<String> known(String template) {
    Set<String> known = new TreeSet<>(Set.of("OPTIONS"));
    paths.forEach(
        (other, operations) -> {
          if (pathOf(template).matches(other.replaceAll("\\{\\w+}", "[^/]+"))) {
            operations.keySet().forEach(method -> known.add(method.toUpperCase(Locale.ROOT)));
          }
        });
    if (known.contains("GET")) {
      known.add("HEAD");
    }
    return known;
  }

  private static String pathOf(String template) {
    return template.replaceAll("\\{\\w+}", Tenant.nobody());
  }
}
