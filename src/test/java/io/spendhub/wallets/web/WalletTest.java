package io.spendhub.wallets.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class WalletTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void a_wallet_is_opened_for_a_team_with_nothing_in_it() {
    String team = acme.newTeam();

    acme.post("/v1/wallets", owned(Map.of("type", "TEAM", "id", team)))
        .then()
        .statusCode(201)
        .header("Location", matchesRegex(".*/v1/wallets/[0-9a-f-]{36}"))
        .header("ETag", notNullValue())
        .body("owner.type", equalTo("TEAM"))
        .body("owner.id", equalTo(team))
        .body("name", equalTo("Travel"))
        .body("currency", equalTo("GBP"))
        .body("status", equalTo("ACTIVE"))
        .body("balance", equalTo(Map.of("posted", 0, "held", 0, "available", 0)));
  }

  @Test
  void a_wallet_reads_as_it_was_opened() {
    Map<String, Object> body = Body.with(acme.walletIn("JPY", Limit.daily(500)), "metadata", PAIR);
    var opened = acme.post("/v1/wallets", body);

    var read = acme.get("/v1/wallets/" + opened.path("id"));

    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.jsonPath().getMap("$")).isEqualTo(opened.jsonPath().getMap("$"));
    assertThat(read.jsonPath().getMap("metadata")).isEqualTo(PAIR);
    assertThat(read.jsonPath().getString("limits[0].timezone")).isEqualTo("Europe/London");
    assertThat(read.header("ETag")).isEqualTo(opened.header("ETag"));
  }

  private static final Map<String, String> PAIR = Map.of("cost centre", "Ω 12");

  @Test
  void a_wallet_is_opened_for_a_user() {
    String user = acme.newUser();

    acme.post("/v1/wallets", owned(Map.of("type", "USER", "id", user)))
        .then()
        .statusCode(201)
        .body("owner.type", equalTo("USER"))
        .body("owner.id", equalTo(user));
  }

  static Stream<Map<String, Object>> notOneOwner() {
    return Stream.of(
        Map.of(),
        Map.of("type", "TEAM"),
        Map.of("id", Tenant.nobody()),
        Map.of("type", "COMPANY", "id", Tenant.nobody()),
        Map.of("type", "team", "id", Tenant.nobody()),
        Map.of("type", "TEAM", "id", "x"),
        Map.of("type", "TEAM", "id", List.of(Tenant.nobody())),
        Map.of("teamId", Tenant.nobody(), "userId", Tenant.nobody()));
  }

  @ParameterizedTest
  @MethodSource("notOneOwner")
  void a_wallet_has_exactly_one_owner(Map<String, Object> owner) {
    refused(acme.post("/v1/wallets", owned(owner)), 400, "validation_failed");
    refusedField(
        acme.post("/v1/wallets", Map.of("name", "Travel", "currency", "GBP")),
        "/owner",
        "required");
    assertThat(acme.all("/v1/wallets", 10)).isEmpty();
  }

  @Test
  void an_unknown_owner_gets_no_wallet() {
    refused(open("TEAM", Tenant.nobody()), 404, "team_not_found");
    refused(open("USER", Tenant.nobody()), 404, "user_not_found");
    refused(open("TEAM", acme.newUser()), 404, "team_not_found");
    refused(open("USER", acme.newTeam()), 404, "user_not_found");
  }

  @Test
  void a_foreign_owner_gets_no_wallet() {
    Spending rival = Spending.inANewOrganization();

    refused(open("TEAM", rival.newTeam()), 404, "team_not_found");
    refused(open("USER", rival.newUser()), 404, "user_not_found");
    assertThat(acme.all("/v1/wallets", 10)).isEmpty();
  }

  @Test
  void a_deleted_owner_gets_no_wallet() {
    String team = acme.newTeam();
    String user = acme.newUser();
    acme.tenant().delete("/v1/teams/" + team).statusCode(204);
    acme.tenant().delete("/v1/users/" + user).statusCode(204);

    refused(open("TEAM", team), 409, "team_inactive");
    refused(open("USER", user), 409, "user_inactive");
    assertThat(acme.all("/v1/wallets", 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gbp", "GB", "XXX", "XAU", "GBPP", "ZZZ", "£"})
  void a_wallet_needs_a_currency_that_can_hold_money(String currency) {
    refusedField(
        acme.post("/v1/wallets", acme.walletIn(currency)), "/currency", "unknown_currency");
  }

  @Test
  void a_wallet_needs_a_name_that_is_no_card_number() {
    Map<String, Object> wallet = acme.walletIn("GBP");

    refusedField(named(wallet, " "), "/name", "blank");
    refusedField(named(wallet, "x".repeat(201)), "/name", "too_long");
    refusedField(named(wallet, "4111111111111111"), "/name", "card_number");
    refusedField(acme.post("/v1/wallets", Body.without(wallet, "name")), "/name", "required");
    assertThat(named(wallet, "x".repeat(200)).statusCode()).isEqualTo(201);
  }

  @Test
  void a_wallet_has_one_limit_per_window() {
    Limit noBound = new Limit(Map.of("window", "DAILY"));
    Limit counted = Limit.ofCount("PER_AUTHORIZATION", 1);

    refusedField(limited(Limit.daily(1), Limit.daily(2)), "/limits/1/window", "duplicate");
    refusedField(limited(Limit.daily(-1)), "/limits/0/amount", "out_of_range");
    refusedField(limited(noBound), "/limits/0", "required");
    refused(limited(counted), 400, "validation_failed");
    refusedField(
        limited(Limit.daily(1).in("Mars/Olympus")), "/limits/0/timezone", "unknown_timezone");
    assertThat(acme.all("/v1/wallets", 10)).isEmpty();
  }

  /** With the first wallet of a currency come the accounts on the other side of its money. */
  @Test
  void a_first_wallet_that_is_refused_leaves_nothing_to_post_to() {
    refusedField(limited(Limit.daily(1), Limit.daily(2)), "/limits/1/window", "duplicate");

    Wallet wallet = acme.walletWith(gbp(100_00));

    assertThat(wallet.balance()).isEqualTo(new Balance(100_00, 0, 100_00));
    acme.proveLedger();
  }

  @Test
  void a_balance_is_what_is_posted_less_what_is_held() {
    Wallet wallet = acme.walletWith(gbp(100_00));
    wallet.card().authorize(30_00).clear(10_00);

    assertThat(wallet.balance()).isEqualTo(new Balance(90_00, 20_00, 70_00));
  }

  @Test
  void the_entity_tag_does_not_follow_the_balance() {
    Wallet wallet = acme.wallet("GBP");
    String before = acme.get(wallet.path()).header("ETag");

    wallet.topUp(1);

    assertThat(acme.get(wallet.path()).header("ETag")).isNotBlank().isEqualTo(before);
  }

  @Test
  void an_unknown_wallet_is_not_found() {
    refused(acme.get("/v1/wallets/" + Tenant.nobody()), 404, "wallet_not_found");
    refused(acme.get("/v1/wallets/" + Tenant.nobody() + "/entries"), 404, "wallet_not_found");
    assertThat(acme.get("/v1/wallets/x").statusCode()).isEqualTo(404);
  }

  private Map<String, Object> owned(Map<String, ?> owner) {
    return Map.of("owner", owner, "name", "Travel", "currency", "GBP");
  }

  private Response open(String type, String owner) {
    return acme.post("/v1/wallets", owned(Map.of("type", type, "id", owner)));
  }

  private Response named(Map<String, Object> wallet, String name) {
    return acme.post("/v1/wallets", Body.with(wallet, "name", name));
  }

  private Response limited(Limit... limits) {
    return acme.post("/v1/wallets", acme.walletIn("GBP", limits));
  }
}
