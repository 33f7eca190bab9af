package io.spendhub.identity.web;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.spendhub.identity.Tenant;
import io.spendhub.shared.UserRole;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.signin.SignIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each role may do is what docs/roles.md says, of every operation that there is. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RoleTableTest {
  private static final Path TABLE = Path.of("docs/roles.md");
  private static final Path WANTED = Path.of("target/roles.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /v1/\\S+)` \\|(.*)\\|$");
  private static final String NO = "";
  private static final String OWN = "own";
  private static final String YES = "yes";
  private static final int FIRST_ROLE = 1;
  private static final List<UserRole> ROLES = List.of(UserRole.values());

  /** To mend the table, take its rows from target/roles.md and read what has changed. */
  @Test
  void the_table_has_every_operation_as_it_is_described() throws IOException {
    Map<String, List<String>> described = described();
    Files.writeString(
        WANTED,
        described.entrySet().stream()
            .map(row -> "| `" + row.getKey() + "` | " + String.join(" | ", row.getValue()) + " |\n")
            .collect(joining()));

    assertThat(documented()).hasSizeGreaterThan(100).isEqualTo(described);
  }

  @Test
  void every_role_may_call_what_the_table_says_and_nothing_else() throws IOException {
    Map<String, List<String>> table = documented();
    Tenant acme = Tenant.open();

    assertSoftly(
        softly -> {
          for (UserRole role : UserRole.values()) {
            UnaryOperator<RequestSpecification> person = person(acme, role);
            table.forEach(
                (call, cells) ->
                    softly
                        .assertThat(status(person, call))
                        .as(role + " " + call)
                        .isIn(answers(cells.get(FIRST_ROLE + ROLES.indexOf(role)), call)));
          }
        });
  }

  private static UnaryOperator<RequestSpecification> person(Tenant acme, UserRole role) {
    String email = role + "-" + UUID.randomUUID() + "@example.com";
    acme.user(email, role);
    String token = SignIns.shared().token(email, Instant.now()).text();
    return call ->
        call.header("Authorization", "Bearer " + token)
            .header("SpendHub-Organization", acme.organizationId());
  }

  /** Whoever may call it is told that nothing has the id, or that the body lacks something. */
  private static List<Integer> answers(String cell, String call) {
    return switch (cell) {
      case NO -> List.of(403);
      case OWN -> List.of(call.contains("{") ? 404 : 200);
      default -> List.of(200, 204, 400, 404, 406, 415, 422, 428);
    };
  }

  private static int status(UnaryOperator<RequestSpecification> person, String call) {
    String method = call.substring(0, call.indexOf(' '));
    String path = call.substring(call.indexOf(' ') + 1).replaceAll("\\{[^}]*}", Tenant.nobody());
    RequestSpecification request =
        person
            .apply(RestAssured.given())
            .contentType(path.endsWith("/imports") ? "text/csv" : "application/json");
    return switch (method) {
      case "GET", "DELETE" -> request.request(method, path).statusCode();
      default -> request.body("{}").request(method, path).statusCode();
    };
  }

  private static Map<String, List<String>> documented() throws IOException {
    Map<String, List<String>> rows = new TreeMap<>(RoleTableTest::inOrder);
    for (MatchResult row : ROW.matcher(Files.readString(TABLE)).results().toList()) {
      rows.put(
          row.group(1), Arrays.stream(row.group(2).split("\\|", -1)).map(String::strip).toList());
    }
    return rows;
  }

  private static Map<String, List<String>> described() {
    Map<String, Map<String, Map<String, Object>>> paths =
        RestAssured.get("/q/openapi?format=json").jsonPath().getMap("paths");
    Map<String, List<String>> rows = new TreeMap<>(RoleTableTest::inOrder);
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) ->
                    rows.put(method.toUpperCase(Locale.ROOT) + " " + path, cells(operation))));
    rows.keySet().removeIf(call -> call.contains("/v1/trials"));
    return rows;
  }

  private static int inOrder(String one, String other) {
    return place(one).compareTo(place(other));
  }

  private static String place(String call) {
    return call.substring(call.indexOf(' ') + 1) + " " + call;
  }

  /** The scopes of which a key needs one, and what each role may. */
  private static List<String> cells(Map<String, Object> operation) {
    List<String> scopes = named("apiKey", operation);
    List<String> roles = named("person", operation);
    return Stream.concat(
            Stream.of(String.join(", ", scopes)),
            Arrays.stream(UserRole.values())
                .map(role -> roles.contains(role.name()) ? may(role, scopes) : NO))
        .toList();
  }

  private static String may(UserRole role, List<String> scopes) {
    return scopes.stream().anyMatch(role::may) ? YES : OWN;
  }

  @SuppressWarnings("unchecked") // as OpenAPI has it
  private static List<String> named(String scheme, Map<String, Object> operation) {
    return ((List<Map<String, List<String>>>) operation.getOrDefault("security", List.of()))
        .stream().flatMap(caller -> caller.getOrDefault(scheme, List.of()).stream()).toList();
  }
}
