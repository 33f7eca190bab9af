package io.spendhub.ledger.web;

import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who changed what is told, with what it was before, and nothing else is. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class AuditTest {
  private static final String NUMBER = "4111111111111111";

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void an_hour_is_told_change_by_change_in_order() {
    String organization = acme.organizationId().toString();
    String firstKey = acme.tenant().keyId().toString();
    String ada = acme.newUser();
    String team = acme.newTeam();
    String member = "/v1/teams/" + team + "/members";
    done(acme.change("/v1/users/" + ada, Map.of("name", "Ada King")));
    done(acme.post(member, Map.of("userId", ada, "role", "MEMBER")));
    done(acme.change(member + "/" + ada, Map.of("role", "ADMIN")));
    String till = key("Till");
    done(acme.change("/v1/api-keys/" + till, Map.of("name", "Till 2")));
    acme.tenant().delete("/v1/api-keys/" + till).statusCode(204);
    String wallet = wallet(team);
    done(acme.change("/v1/wallets/" + wallet, Map.of("limits", limits("DAILY", 500))));
    acme.move("/v1/wallets/" + wallet + "/top-ups", Map.of("amount", 70, "currency", "GBP"));
    done(acme.act("/v1/wallets/" + wallet + "/freeze"));
    done(acme.act("/v1/wallets/" + wallet + "/freeze"));
    done(acme.act("/v1/wallets/" + wallet + "/unfreeze"));
    acme.move("/v1/wallets/" + wallet + "/withdrawals", Map.of("amount", 70, "currency", "GBP"));
    String card = card(wallet, ada);
    done(acme.act("/v1/cards/" + card + "/activate"));
    done(acme.change("/v1/cards/" + card, Map.of("memo", "Trains")));
    done(acme.act("/v1/cards/" + card + "/freeze"));
    String next = acme.post("/v1/cards/" + card + "/replace", Map.of("reason", "LOST")).path("id");
    acme.tenant().delete("/v1/teams/" + team).statusCode(204);

    assertThat(told())
        .containsExactly(
            "organization.created " + organization,
            "api_key.issued " + firstKey,
            "user.created " + ada,
            "team.created " + team,
            "user.updated " + ada,
            "team.member_added " + team,
            "team.member_updated " + team,
            "api_key.issued " + till,
            "api_key.updated " + till,
            "api_key.revoked " + till,
            "wallet.created " + wallet,
            "wallet.updated " + wallet,
            "wallet.frozen " + wallet,
            "wallet.unfrozen " + wallet,
            "card.created " + card,
            "card.activated " + card,
            "card.updated " + card,
            "card.frozen " + card,
            "card.closed " + card,
            "card.created " + next,
            "card.closed " + next,
            "wallet.closed " + wallet,
            "team.member_removed " + team,
            "team.deleted " + team);
    assertThat(changes("user.updated")).containsExactly(changed("/name", "Somebody", "Ada King"));
    assertThat(changes("team.member_updated")).containsExactly(changed("/role", "MEMBER", "ADMIN"));
    assertThat(changes("card.frozen")).containsExactly(changed("/status", "ACTIVE", "FROZEN"));
    assertThat(changes("team.member_removed"))
        .contains(Map.of("pointer", "/userId", "before", ada))
        .allSatisfy(change -> assertThat(change).doesNotContainKey("after"));
    assertThat(changes("wallet.updated").getFirst())
        .containsEntry("pointer", "/limits")
        .containsEntry("before", List.of());
    assertThat(changes("team.created"))
        .contains(Map.of("pointer", "/status", "after", "ACTIVE"))
        .allSatisfy(change -> assertThat(change).doesNotContainKey("before"));
    proven();
  }

  private static void done(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
  }

  private String key(String name) {
    return acme.post("/v1/api-keys", Map.of("name", name, "scopes", List.of("users:read")))
        .path("id");
  }

  private String wallet(String team) {
    return acme.post(
            "/v1/wallets",
            Map.of(
                "owner", Map.of("type", "TEAM", "id", team), "name", "Travel", "currency", "GBP"))
        .path("id");
  }

  private static List<Map<String, Object>> limits(String window, long amount) {
    return List.of(Limit.of(window, amount).fields());
  }

  private String card(String wallet, String holder) {
    return acme.post(
            "/v1/cards", Map.of("walletId", wallet, "holderId", holder, "type", "PHYSICAL"))
        .path("id");
  }

  private void proven() {
    Until.holds(() -> acme.verification().getBoolean("ok"));
  }

  @Test
  void vouchers_and_what_belongs_to_them_are_told_too() {
    Campaign campaign = Campaign.active(acme, Campaign.percent(10));
    campaign.change(Map.of("name", "Spring"));
    Voucher voucher = campaign.voucher();
    voucher.disable();
    voucher.enable();
    Generation job = Generation.of(acme, campaign.id(), 3).completed();
    String holder = acme.post("/v1/holders", Map.of("name", "ann")).path("id");
    acme.change("/v1/holders/" + holder, Map.of("metadata", Map.of("tier", "gold")));
    acme.act("/v1/holders/" + holder + "/block");
    acme.act("/v1/holders/" + holder + "/unblock");
    String shop = acme.post("/v1/shops", Map.of("name", "shop-7")).path("id");
    acme.change("/v1/shops/" + shop, Map.of("name", "shop-8"));
    acme.tenant().delete("/v1/shops/" + shop).statusCode(204);
    campaign.end();

    assertThat(told())
        .filteredOn(line -> line.matches("(campaign|voucher|holder)\\..*"))
        .containsExactly(
            "campaign.created " + campaign.id(),
            "campaign.activated " + campaign.id(),
            "campaign.updated " + campaign.id(),
            "voucher.issued " + voucher.id(),
            "voucher.disabled " + voucher.id(),
            "voucher.enabled " + voucher.id(),
            "campaign.generation_requested " + job.id(),
            "campaign.vouchers_generated " + job.id(),
            "holder.created " + holder,
            "holder.updated " + holder,
            "voucher.holder_blocked " + holder,
            "voucher.holder_unblocked " + holder,
            "voucher.shop_changed " + shop,
            "voucher.shop_changed " + shop,
            "voucher.shop_deleted " + shop,
            "campaign.ended " + campaign.id());
    assertThat(lines("?action=campaign.vouchers_generated").getFirst().get("actor"))
        .isEqualTo(Map.of("type", "SYSTEM"));
    assertThat(acme.get("/v1/audit?limit=200").asString()).doesNotContain(voucher.code());
    proven();
  }

  @Test
  void a_line_says_who_did_it_by_which_request_and_from_where() {
    acme.tenant()
        .call()
        .header("X-Request-Id", "by-me")
        .body(Map.of("name", "Sales"))
        .post("/v1/teams");

    Map<String, Object> line = lines("?action=team.created").getFirst();

    assertThat(line.get("actor"))
        .isEqualTo(
            Map.of("type", "API_KEY", "id", acme.tenant().keyId().toString(), "name", "First key"));
    assertThat(line).containsEntry("requestId", "by-me").containsEntry("address", "127.0.0.1");
    assertThat(Instant.parse((String) line.get("at"))).isBefore(Instant.now().plusSeconds(60));
    assertThat(lines("?action=organization.created").getFirst().get("actor"))
        .isEqualTo(Map.of("type", "OPERATOR"));
  }

  @Test
  void what_is_told_can_be_asked_for_by_who_and_what_and_when() {
    Wallet wallet = acme.wallet("GBP");
    wallet.freeze();
    String other = acme.tenant().keyWith(List.of("wallets:write", "wallets:read"));
    Spending clerk = new Spending(new Tenant(acme.organizationId(), acme.tenant().keyId(), other));
    clerk.act(wallet.path() + "/unfreeze");
    String clerkId = (String) lines("?action=api_key.issued").getFirst().get("subject");
    String now = (String) lines("").getFirst().get("at");

    assertThat(actions("?actorId=" + clerkId)).containsExactly("wallet.unfrozen");
    assertThat(actions("?subjectId=" + wallet.id()))
        .containsExactly("wallet.unfrozen", "wallet.frozen", "wallet.created");
    assertThat(actions("?subjectId=" + wallet.id() + "&action=wallet.frozen"))
        .containsExactly("wallet.frozen");
    assertThat(actions("?from=" + now)).containsExactly("wallet.unfrozen");
    assertThat(actions("?to=" + now)).doesNotContain("wallet.unfrozen").isNotEmpty();
    assertThat(acme.all("/v1/audit", 1)).hasSize(lines("").size());
    refusedField(acme.get("/v1/audit?actorId=me"), "actorId", "wrong_format");
    refused(clerk.get("/v1/audit"), 403, "forbidden");
    assertThat(Spending.inANewOrganization().get("/v1/audit").asString())
        .doesNotContain(wallet.id());
  }

  @Test
  void no_secret_and_no_number_of_a_card_is_told() {
    Wallet wallet = acme.wallet("GBP");
    Card card =
        wallet.card(
            Body.with(
                Body.with(Body.with(wallet.issue(), "number", NUMBER), "expMonth", 12),
                "expYear",
                2040));
    String secret = acme.tenant().keyWith(List.of("users:read"));

    assertThat(acme.get("/v1/audit?limit=200").asString())
        .contains(card.id())
        .doesNotContain(NUMBER, secret, secret.substring(4), acme.tenant().secret());
  }

  private List<Map<String, Object>> lines(String query) {
    return acme.get("/v1/audit" + query).jsonPath().getList("data");
  }

  private List<String> actions(String query) {
    return lines(query).stream().map(line -> (String) line.get("action")).toList();
  }

  /** From the first on. */
  private List<String> told() {
    return lines("?limit=200").reversed().stream()
        .map(line -> line.get("action") + " " + line.get("subject"))
        .toList();
  }

  private List<Map<String, Object>> changes(String action) {
    return acme.get("/v1/audit?action=" + action).jsonPath().getList("data[0].changes");
  }

  private static Map<String, Object> changed(String pointer, Object before, Object after) {
    return Map.of("pointer", pointer, "before", before, "after", after);
  }
}
