package io.spendhub.growth;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.WatchedDatabase;
import io.spendhub.testing.WatchedDriver;
import io.spendhub.testing.WatchedDriver.Asked;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reads ask the database, and which: the one that may lag, but for the few that must not. */
@QuarkusTest
@TestProfile(WatchedDatabase.class)
@WithTestResource(PostgresResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class ReadSideTest {
  /** GETs that ask the primary, and why. */
  private static final Map<String, String> ON_THE_PRIMARY =
      Map.of(
          "/v1/wallets/{id}/balance", "its answer never changes later, so it waits for commits",
          "/v1/vouchers/{code}", "a code is looked up as redemptions do",
          "/v1/vouchers/{code}/qr", "a code is looked up as redemptions do");

  /** Whatever has an address of its own, by its path in the API. */
  private final Map<String, String> ids = new TreeMap<>();

  @SuppressWarnings("NullAway.Init") // set before the first test
  private Spending acme;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private Voucher voucher;

  @BeforeEach
  void makeOneOfEach() {
    if (!ids.isEmpty()) {
      return;
    }
    acme = Spending.inANewOrganization();
    voucher = Campaign.active(acme, off(30)).voucher();
    Wallet wallet = acme.walletWith(gbp(10_000), Limit.daily(5_000));
    Card card = wallet.card();
    String team = acme.newTeam();
    String user = acme.newUser();
    acme.post("/v1/teams/" + team + "/members", Map.of("userId", user, "role", "MEMBER"));
    ids.put("/v1/organizations", acme.organizationId().toString());
    ids.put("/v1/api-keys", acme.tenant().keyId().toString());
    ids.put("/v1/teams", team);
    ids.put("/v1/users", user);
    ids.put("/v1/wallets", wallet.id());
    ids.put("/v1/cards", card.id());
    ids.put("/v1/authorizations", card.authorize(100).id());
    ids.put("/v1/campaigns", voucher.campaign().id());
    ids.put("/v1/vouchers", voucher.code());
    ids.put("/v1/redemptions", voucher.redeem(voucher.on(100)).answer().getString("id"));
    ids.put("/v1/reservations", voucher.reserve(voucher.on(100)).id());
    ids.put("/v1/jobs", Generation.of(acme, voucher.campaign().id(), 1).id());
    ids.put("/v1/holders", id(acme.post("/v1/holders", Map.of("name", "ann"))));
    ids.put("/v1/shops", id(acme.post("/v1/shops", Map.of("name", "corner"))));
    Map<String, Object> hook = Map.of("url", "http://127.0.0.1:9/", "events", List.of("wallet.*"));
    ids.put("/v1/webhooks", id(acme.post("/v1/webhooks", hook)));
    ids.put("{userId}", user);
  }

  private static String id(Response made) {
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return made.path("id");
  }

  private String address(String path) {
    String resource = path.replaceFirst("/\\{.*", "");
    String query = path.endsWith("/export") ? "?campaignId=" + voucher.campaign().id() : "";
    return path.replaceFirst("\\{(id|code)}", String.valueOf(ids.get(resource)))
            .replace("{userId}", ids.get("{userId}"))
        + query;
  }

  private List<Asked> asked(String address) {
    return WatchedDriver.during(
        () -> {
          Response answer = acme.get(address);
          assertThat(answer.statusCode())
              .as(() -> address + ": " + answer.asString())
              .isIn(200, 409);
        });
  }

  @Test
  void reads_leave_the_primary_alone_but_for_those_that_say_why() {
    JsonPath document = given().get("/q/openapi?format=json").jsonPath();
    Map<String, Map<String, Object>> paths = document.getMap("paths");
    List<String> reads =
        paths.entrySet().stream()
            .filter(each -> each.getValue().containsKey("get"))
            .map(Map.Entry::getKey)
            // The operator's list, which has no organization, and the proof on one snapshot.
            .filter(path -> !path.equals("/v1/organizations") && path.startsWith("/v1/"))
            .filter(path -> !path.startsWith("/v1/trials"))
            .toList();

    assertThat(reads)
        .hasSizeGreaterThan(35)
        .allSatisfy(
            path ->
                assertThat(onPrimary(asked(address(path))))
                    .as(path)
                    .matches(asked -> asked.isEmpty() || ON_THE_PRIMARY.containsKey(path)));
  }

  /** But for who calls, which is asked of the primary for every call and kept for seconds. */
  private static List<String> onPrimary(List<Asked> asked) {
    return asked.stream()
        .filter(Asked::primary)
        .map(Asked::sql)
        .filter(sql -> !sql.contains("api_keys"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3",
    "/{id}, 3",
    "/{id}/limits, 3",
    "/{id}/entries, 7",
    "/{id}/balance, 1",
  })
  void a_read_of_a_wallet_asks_as_many_statements_as_it_must(String path, int most) {
    List<Asked> asked = asked(address("/v1/wallets" + path));

    assertThat(asked.stream().filter(each -> !each.primary()).map(Asked::sql))
        .hasSizeLessThanOrEqualTo(most)
        .doesNotHaveDuplicates();
  }
}
