package io.spendhub.platform.http;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.discount;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To look at something leaves it as it is (RFC 9110, 9.2.1), whatever it is. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class SafeMethodsTest {
  private Spending acme;

  /** What is there to be looked at: each path of the description, and one that it stands for. */
  private final Map<String, String> places = new TreeMap<>();

  @BeforeEach
  void haveOneOfEverything() {
    acme = Spending.inANewOrganization();
    place("/v1/organizations/{id}", acme.organizationId().toString());
    place("/v1/api-keys/{id}", acme.tenant().keyId().toString());
    giveTeams();
    giveMoney();
    giveVouchers();
    giveAWebhook();
  }

  private void giveTeams() {
    String user = acme.newUser();
    String team = acme.newTeam();
    acme.post("/v1/teams/" + team + "/members", Map.of("userId", user, "role", "MEMBER"));
    place("/v1/users/{id}", user);
    place("/v1/teams/{id}", team);
    place("/v1/teams/{id}/members", team);
    places.put("/v1/teams/{id}/members/{userId}", "/v1/teams/" + team + "/members/" + user);
  }

  private void giveMoney() {
    Wallet wallet = acme.walletWith(gbp(1_000));
    Card card = wallet.card();
    place("/v1/wallets/{id}", wallet.id());
    place("/v1/wallets/{id}/limits", wallet.id());
    place("/v1/wallets/{id}/entries", wallet.id());
    // Of the present it would note until when its answer holds (ADR 0017).
    String since = acme.get("/v1/wallets/" + wallet.id()).path("createdAt");
    places.put("/v1/wallets/{id}/balance", "/v1/wallets/" + wallet.id() + "/balance?at=" + since);
    place("/v1/cards/{id}", card.id());
    place("/v1/cards/{id}/limits", card.id());
    place("/v1/authorizations/{id}", card.authorize(100).id());
  }

  private void giveVouchers() {
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    place("/v1/campaigns/{id}", voucher.campaign().id());
    place("/v1/vouchers/{code}", voucher.code());
    place("/v1/vouchers/{code}/qr", voucher.code());
    places.put("/v1/vouchers/export", "/v1/vouchers/export?campaignId=" + voucher.campaign().id());
    place("/v1/redemptions/{id}", voucher.redeem(voucher.take(100)).id());
    Map<String, Object> kept = Body.with(voucher.take(50), "keepForSeconds", 86_400);
    place("/v1/reservations/{id}", voucher.reserve(kept).id());
    place("/v1/holders/{id}", made("/v1/holders", Map.of("name", "ann")));
    place("/v1/shops/{id}", made("/v1/shops", Map.of("name", "soho")));
    String shownOnce = campaign(acme, discount(Map.of("showOnce", true, "length", 14)));
    place("/v1/jobs/{id}", Generation.of(acme, shownOnce, 2).completed().id());
  }

  /** Disabled, so that nothing is read or sent for it meanwhile. */
  private void giveAWebhook() {
    String id =
        made("/v1/webhooks", Map.of("url", "http://127.0.0.1:9/", "events", List.of("wallet.*")));
    acme.act("/v1/webhooks/" + id + "/disable");
    place("/v1/webhooks/{id}", id);
    places.put(
        "/v1/webhooks/{id}/deliveries/{deliveryId}",
        "/v1/webhooks/" + id + "/deliveries/" + Tenant.nobody());
  }

  private String made(String path, Map<String, ?> body) {
    return acme.post(path, body).path("id");
  }

  private void place(String template, String name) {
    places.put(template, template.replaceFirst("\\{\\w+}", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void to_look_at_everything_changes_no_row(String method) {
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    for (String template : paths()) {
      Response answer = acme.tenant().call().accept("*/*").request(method, placeOf(template));

      // Of organizations there is a list for the operator only.
      int expected = template.equals("/v1/organizations") ? 403 : 200;
      assertThat(answer.statusCode()).as(method + " " + template).isEqualTo(expected);
    }

    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void what_cannot_be_looked_at_says_so_and_does_nothing(String method) {
    Map<String, Map<String, Object>> all = described();
    all.keySet().removeAll(paths());
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    assertThat(all).hasSizeGreaterThan(30);
    for (String template : all.keySet()) {
      String path = placeOf(template);
      Response answer = acme.tenant().call().request(method, path);

      // GET /v1/vouchers/extract asks for the voucher with the code EXTRACT.
      int expected = template.equals("/v1/vouchers/extract") ? 404 : 405;
      assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(expected);
    }

    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  /** The path of something that there is, or the longest beginning of it with what follows. */
  private String placeOf(String template) {
    String known = template;
    while (known.contains("{") && !places.containsKey(known)) {
      known = known.substring(0, known.lastIndexOf('/'));
    }
    assertThat(known)
        .as(template + " has no place in this test")
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotContain("{"),
            path -> assertThat(places).containsKey(path));
    return places.getOrDefault(known, known) + template.substring(known.length());
  }

  private static List<String> paths() {
    return described().entrySet().stream()
        .filter(path -> path.getValue().containsKey("get"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, Map<String, Object>> described() {
    Map<String, Map<String, Object>> paths =
        new TreeMap<>(given().get("/q/openapi?format=json").jsonPath().getMap("paths"));
    paths.keySet().removeIf(path -> path.startsWith("/v1/trials"));
    return paths;
  }
}
