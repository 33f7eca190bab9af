package io.spendhub.growth;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.platform.http.lists.Listing;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.WatchedDatabase;
import io.spendhub.testing.WatchedDriver;
import io.spendhub.testing.WatchedDriver.Asked;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * However long the history of an organization is, a call of a list looks at a bounded number of
 * rows: for every list of the API and every filter and pair of filters that it takes, on a history
 * that is longer than that bound, in the plans that PostgreSQL tells of the calls themselves.
 */
@QuarkusTest
@TestProfile(WatchedDatabase.class)
@WithTestResource(PostgresResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class ListGrowthTest {
  /** What a walk looks at, and for a page and what hangs on its rows a few rows each. */
  private static final int MOST_READ = Listing.MOST_READ + 2_500;

  /** Pages are told by these, and they filter nothing. */
  private static final List<String> OF_PAGES = List.of("cursor", "limit", "after");

  private static final String MIDDLE =
      Instant.ofEpochSecond(1_700_000_000 + 30 * LongHistory.ROWS).toString();

  /** What to ask for: of every filter what only the oldest rows have. */
  private static final Map<String, String> RARE =
      Map.ofEntries(
          Map.entry("actorId", id(4)),
          Map.entry("subjectId", id(6)),
          Map.entry("action", "card.frozen"),
          Map.entry("cardId", id(6)),
          Map.entry("walletId", id(5)),
          Map.entry("holderId", id(1)),
          Map.entry("userId", id(1)),
          Map.entry("teamId", id(2)),
          Map.entry("campaignId", id(20)),
          Map.entry("voucherId", id(21)),
          Map.entry("holder", "rare"),
          Map.entry("shop", "rare"),
          Map.entry("orderId", "rare"),
          Map.entry("name", "rare"),
          Map.entry("email", "RARE@example.com"),
          Map.entry("from", MIDDLE),
          Map.entry("to", MIDDLE),
          Map.entry("eventId", id(31)),
          Map.entry("applicable", "true"));

  /** Lists that hang on something that has very many. */
  private static final Map<String, UUID> OWNERS =
      Map.of(
          "/v1/teams/{id}/members", LongHistory.id(2, 2),
          "/v1/wallets/{id}/entries", LongHistory.id(5, 2),
          "/v1/webhooks/{id}/deliveries", LongHistory.id(30, 2));

  private final ObjectMapper json = new ObjectMapper();

  @SuppressWarnings("NullAway.Init") // set before the first test
  private Spending acme;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private LongHistory history;

  private static String id(int kind) {
    return LongHistory.id(kind, 1).toString();
  }

  @BeforeEach
  void writeTheHistory() {
    if (history == null) {
      acme = Spending.inANewOrganization();
      Campaign.drafted(acme, limited(off(30), "perVoucher", 1));
      history = new LongHistory(acme.organizationId());
      history.write();
    }
  }

  @AfterAll
  void deleteTheHistory() {
    history.delete();
  }

  @Test
  void no_list_reads_more_than_it_may_whatever_it_is_asked_for() {
    List<String> calls = calls();

    assertThat(calls).hasSizeGreaterThan(150).allSatisfy(this::readsLittle);
  }

  @Test
  void an_export_reads_on_where_it_was() {
    readsLittle("/v1/vouchers/export?campaignId=" + LongHistory.id(20, 2));
    readsLittle("/v1/vouchers/export?campaignId=" + id(20));
  }

  @Test
  void what_is_rare_is_found_page_by_page_some_of_which_are_empty() {
    for (String filter : List.of("status=PENDING", "status=EXPIRED", "decision=APPROVED")) {
      String list = "/v1/authorizations?limit=200&" + filter;
      List<Integer> sizes = new ArrayList<>();
      Optional<String> cursor = Optional.empty();
      do {
        JsonPath page = read(list + cursor.map(next -> "&cursor=" + next).orElse("")).jsonPath();
        sizes.add(page.getList("data").size());
        cursor = Optional.ofNullable(page.getString("nextCursor"));
      } while (cursor.isPresent());

      int found = sizes.stream().mapToInt(size -> size).sum();
      assertThat(found).isEqualTo(filter.startsWith("status") ? 1 : LongHistory.ROWS - 1);
    }
  }

  @Test
  void the_feed_passes_over_commits_without_events() {
    String cursor = "";
    int events = 0;
    for (int call = 0; call < 100 && events <= LongHistory.ROWS / 2; call++) {
      JsonPath page = read("/v1/events?limit=200" + cursor).jsonPath();
      events += page.getList("data").size();
      cursor = "&after=" + page.getString("nextCursor");
    }

    assertThat(events).isGreaterThan(LongHistory.ROWS / 2);
  }

  /** Every list with no filter, with each, and with each pair, at every value of an enumeration. */
  private List<String> calls() {
    JsonPath document = given().get("/q/openapi?format=json").jsonPath();
    Map<String, Map<String, Object>> paths = document.getMap("paths");
    Map<String, Map<String, Object>> schemas = document.getMap("components.schemas");
    List<String> calls = new ArrayList<>();
    paths.forEach(
        (path, methods) -> {
          if (methods.get("get") instanceof Map<?, ?> operation) {
            List<Map<String, Object>> parameters = parameters(operation);
            if (isList(parameters) && !path.equals("/v1/organizations") && !isTrial(path)) {
              calls.addAll(calls(address(path), filters(schemas, parameters)));
            }
          }
        });
    return calls;
  }

  /** What the tests of HTTP itself call. */
  private static boolean isTrial(String path) {
    return path.startsWith("/v1/trials");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> parameters(Map<?, ?> operation) {
    Object parameters = operation.get("parameters");
    return parameters == null ? List.of() : (List<Map<String, Object>>) parameters;
  }

  private static boolean isList(List<Map<String, Object>> parameters) {
    return parameters.stream().anyMatch(each -> "limit".equals(each.get("name")));
  }

  private static String address(String path) {
    return path.contains("{")
        ? path.replace("{id}", requireNonNull(OWNERS.get(path)).toString())
        : path;
  }

  /** The filters of a list, each with what is asked of it. */
  private static List<List<String>> filters(
      Map<String, Map<String, Object>> schemas, List<Map<String, Object>> parameters) {
    return parameters.stream()
        .filter(each -> "query".equals(each.get("in")))
        .filter(each -> !OF_PAGES.contains((String) each.get("name")))
        .map(each -> filter(schemas, each))
        .toList();
  }

  private static List<String> filter(
      Map<String, Map<String, Object>> schemas, Map<String, Object> parameter) {
    String name = (String) parameter.get("name");
    Map<?, ?> schema = (Map<?, ?>) requireNonNull(parameter.get("schema"));
    String reference = String.valueOf(schema.get("$ref"));
    String type = reference.substring(reference.lastIndexOf('/') + 1);
    List<String> values = enumeration(schemas.getOrDefault(type, Map.of()));
    if (values.isEmpty()) {
      assertThat(RARE).as("what to ask for").containsKey(name);
      values = List.of(RARE.get(name));
    }
    return values.stream().map(value -> name + "=" + value).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<String> enumeration(Map<String, Object> schema) {
    return (List<String>) schema.getOrDefault("enum", List.of());
  }

  private static List<String> calls(String path, List<List<String>> filters) {
    List<String> calls = new ArrayList<>(List.of(path + "?limit=50"));
    for (int first = 0; first < filters.size(); first++) {
      for (String filter : filters.get(first)) {
        calls.add(path + "?limit=50&" + filter);
        for (List<String> others : filters.subList(first + 1, filters.size())) {
          others.forEach(other -> calls.add(path + "?limit=50&" + filter + "&" + other));
        }
      }
    }
    // A shop is asked for with applicable=true only.
    calls.removeIf(
        call ->
            call.contains("/vouchers?") && call.contains("shop=") && !call.contains("applicable"));
    return calls;
  }

  private void readsLittle(String call) {
    List<Asked> asked = WatchedDriver.during(() -> read(call));

    assertThat(asked)
        .allSatisfy(
            each ->
                assertThat(each.plan().map(this::rowsRead).orElse(0.0))
                    .as(() -> call + "\n" + each.sql() + "\n" + each.plan().orElse(""))
                    .isLessThan(MOST_READ));
  }

  private Response read(String call) {
    Response answer = acme.get(call);
    assertThat(answer.statusCode()).as(() -> call + ": " + answer.asString()).isEqualTo(200);
    return answer;
  }

  /** The rows that all scans of tables and indexes came by, whether they were of use or not. */
  private double rowsRead(String plan) {
    try {
      return json.readTree(plan).findValues("Plan").stream().mapToDouble(this::rowsRead).sum();
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(notJson);
    }
  }

  private double rowsRead(JsonNode node) {
    double own = 0;
    if (node.has("Relation Name") || node.has("Index Name")) {
      own =
          (node.path("Actual Rows").asDouble()
                  + node.path("Rows Removed by Filter").asDouble()
                  + node.path("Rows Removed by Index Recheck").asDouble())
              * node.path("Actual Loops").asDouble();
    }
    for (JsonNode child : node.path("Plans")) {
      own += rowsRead(child);
    }
    return own;
  }
}
