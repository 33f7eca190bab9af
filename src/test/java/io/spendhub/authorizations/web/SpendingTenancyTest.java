package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to another organization answers exactly as what never existed. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class SpendingTenancyTest {
  private Spending acme;
  private Spending rival;
  private Wallet theirs;
  private Wallet own;
  private Card theirCard;
  private Card ownCard;
  private Authorization theirAuthorization;

  @BeforeEach
  void openTwoOrganizations() {
    acme = Spending.inANewOrganization();
    rival = Spending.inANewOrganization();
    theirs = rival.walletWith(gbp(1_000));
    own = acme.walletWith(gbp(1_000));
    theirCard = theirs.card();
    ownCard = own.card();
    theirAuthorization = theirCard.authorize(100).clear(50);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /v1/wallets/{wallet}",
    "GET,  /v1/wallets/{wallet}/entries",
    "POST, /v1/wallets/{wallet}/top-ups",
    "POST, /v1/wallets/{wallet}/withdrawals",
    "POST, /v1/wallets/{wallet}/freeze",
    "POST, /v1/wallets/{wallet}/unfreeze",
    "POST, /v1/wallets/{wallet}/close",
    "GET,  /v1/cards/{card}",
    "POST, /v1/cards/{card}/freeze",
    "POST, /v1/cards/{card}/unfreeze",
    "POST, /v1/cards/{card}/close",
    "GET,  /v1/authorizations/{authorization}",
    "POST, /v1/authorizations/{authorization}/clearings",
    "POST, /v1/authorizations/{authorization}/reversals",
    "POST, /v1/authorizations/{authorization}/refunds",
  })
  void a_foreign_id_in_a_path_answers_as_an_unknown_one(String method, String path) {
    assertSameProblem(call(method, foreign(path)), call(method, unknown(path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/authorizations", "/v1/force-posts", "/v1/refunds"})
  void nothing_is_bought_with_a_foreign_card(String path) {
    assertSameProblem(
        acme.move(path, theirCard.purchase(1)),
        acme.move(path, Body.with(ownCard.purchase(1), "cardId", Tenant.nobody())));
  }

  @Test
  void no_money_goes_to_or_comes_from_a_foreign_wallet() {
    Wallet nothing = new Wallet(acme, Tenant.nobody(), "GBP");

    assertSameProblem(transfer(own, theirs), transfer(own, nothing));
    assertSameProblem(transfer(theirs, own), transfer(nothing, own));
  }

  @ParameterizedTest
  @ValueSource(strings = {"walletId", "holderId"})
  void no_card_is_issued_on_a_foreign_wallet_or_to_a_foreign_user(String field) {
    Object foreign = theirs.issue().get(field);

    assertSameProblem(
        acme.post("/v1/cards", Body.with(own.issue(), field, String.valueOf(foreign))),
        acme.post("/v1/cards", Body.with(own.issue(), field, Tenant.nobody())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TEAM", "USER"})
  void no_wallet_is_opened_for_a_foreign_owner(String type) {
    String foreign = type.equals("TEAM") ? rival.newTeam() : rival.newUser();

    assertSameProblem(open(type, foreign), open(type, Tenant.nobody()));
  }

  @Test
  void lists_show_nothing_foreign() {
    assertThat(ids("/v1/wallets")).containsExactly(own.id());
    assertThat(ids("/v1/cards")).containsExactly(ownCard.id());
    assertThat(ids("/v1/authorizations")).isEmpty();
    assertThat(ids("/v1/cards?walletId=" + theirs.id())).isEmpty();
    assertThat(ids("/v1/authorizations?cardId=" + theirCard.id())).isEmpty();
    assertThat(ids("/v1/authorizations?walletId=" + theirs.id())).isEmpty();
    String team = rival.get(theirs.path()).path("owner.id");
    assertThat(ids("/v1/wallets?teamId=" + team)).isEmpty();
  }

  @Test
  void a_cursor_of_another_organization_shows_nothing_of_it() {
    rival.wallet("GBP");
    String cursor = rival.get("/v1/wallets?limit=1").path("nextCursor");

    List<String> shown = acme.get("/v1/wallets?cursor=" + cursor).path("data.id");
    assertThat(shown).isSubsetOf(own.id());
  }

  private void assertSameProblem(Response foreign, Response unknown) {
    assertThat(foreign.statusCode()).as(foreign.asString()).isEqualTo(404);
    assertThat(told(foreign)).isEqualTo(told(unknown));
    assertThat(theirs.balance().posted()).isEqualTo(950);
    assertThat(theirAuthorization.now().answer().getMap("$").get("operations"))
        .isEqualTo(theirAuthorization.answer().getList("operations"));
    assertThat(rival.get(theirs.path()).<String>path("status")).isEqualTo("ACTIVE");
    assertThat(rival.get(theirCard.path()).<String>path("status")).isEqualTo("ACTIVE");
    assertThat(own.balance().available()).isEqualTo(1_000);
    assertThat(keysOfAcme()).isEqualTo(1);
  }

  /** The top-up's; a refused call leaves none. */
  private long keysOfAcme() {
    return Stored.number(
        "select count(*) from platform.idempotency_keys where organization_id = ?",
        acme.organizationId());
  }

  private Response call(String method, String path) {
    if (method.equals("GET")) {
      return acme.get(path);
    }
    boolean isAction = path.matches(".*/(freeze|unfreeze|close)");
    Map<String, Object> body = path.startsWith("/v1/wallets") ? own.money(1) : Map.of("amount", 1);
    return isAction ? acme.act(path) : acme.move(path, body);
  }

  private String foreign(String path) {
    return path.replace("{wallet}", theirs.id())
        .replace("{card}", theirCard.id())
        .replace("{authorization}", theirAuthorization.id());
  }

  private static String unknown(String path) {
    return path.replaceAll("\\{.*}", Tenant.nobody());
  }

  private Response transfer(Wallet from, Wallet to) {
    return acme.move("/v1/transfers", from.transfer(to, 1));
  }

  private Response open(String type, String owner) {
    Map<String, Object> owned = Map.of("type", type, "id", owner);
    return acme.post("/v1/wallets", Map.of("owner", owned, "name", "X", "currency", "GBP"));
  }

  private List<Object> ids(String path) {
    return acme.all(path, 5).stream().map(row -> row.get("id")).toList();
  }

  /** All of a problem but what names the request itself. */
  private static Map<String, Object> told(Response problem) {
    Map<String, Object> fields = problem.path("$");
    fields.keySet().removeAll(List.of("instance", "requestId"));
    return fields;
  }
}
