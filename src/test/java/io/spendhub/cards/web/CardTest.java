package io.spendhub.cards.web;

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
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class CardTest {
  private Spending acme;
  private Wallet wallet;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(100_00));
  }

  @Test
  void a_card_is_issued_on_a_wallet_to_a_user() {
    Map<String, Object> body =
        Body.with(Body.with(wallet.issue(Limit.daily(50_00)), "memo", "Taxi"), "last4", "0042");

    issue(body)
        .then()
        .statusCode(201)
        .header("Location", matchesRegex(".*/v1/cards/[0-9a-f-]{36}"))
        .header("ETag", notNullValue())
        .body("walletId", equalTo(wallet.id()))
        .body("holderId", equalTo(body.get("holderId")))
        .body("type", equalTo("VIRTUAL"))
        .body("status", equalTo("ACTIVE"))
        .body("memo", equalTo("Taxi"))
        .body("last4", equalTo("0042"))
        .body("limits.window", equalTo(List.of("DAILY")))
        .body("limits.amount", equalTo(List.of(50_00)))
        .body("limits.timezone", equalTo(List.of("Europe/London")));
  }

  @Test
  void a_card_reads_as_it_was_issued() {
    Response issued =
        issue(Body.with(wallet.issue(Limit.monthly(7)), "metadata", Map.of("desk", "4")));

    Response read = acme.get("/v1/cards/" + issued.path("id"));

    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.jsonPath().getMap("$")).isEqualTo(issued.jsonPath().getMap("$"));
    assertThat(read.jsonPath().getMap("metadata")).isEqualTo(Map.of("desk", "4"));
    assertThat(read.header("ETag")).isEqualTo(issued.header("ETag"));
  }

  @Test
  void a_card_needs_a_wallet_and_a_holder_that_exist() {
    Spending rival = Spending.inANewOrganization();
    Map<String, Object> body = wallet.issue();

    for (String nobody : List.of(Tenant.nobody(), rival.newUser(), acme.newTeam())) {
      refused(issue(Body.with(body, "holderId", nobody)), 404, "user_not_found");
    }
    for (String nothing : List.of(Tenant.nobody(), rival.wallet("GBP").id())) {
      refused(issue(Body.with(body, "walletId", nothing)), 404, "wallet_not_found");
    }
    for (String field : List.of("walletId", "holderId", "type")) {
      refusedField(issue(Body.without(body, field)), "/" + field, "required");
    }
    assertThat(acme.all("/v1/cards", 10)).isEmpty();
  }

  @Test
  void a_deleted_or_inactive_user_is_given_no_card() {
    String deleted = acme.newUser();
    String inactive = acme.newUser();
    acme.tenant().delete("/v1/users/" + deleted).statusCode(204);
    acme.tenant().patch("/v1/users/" + inactive, Map.of("status", "INACTIVE")).statusCode(200);

    for (String user : List.of(deleted, inactive)) {
      Response refused = issue(Body.with(wallet.issue(), "holderId", user));
      assertThat(refused(refused).getInt("status")).isEqualTo(409);
    }
    assertThat(acme.all("/v1/cards", 10)).isEmpty();
  }

  @Test
  void a_closed_wallet_is_given_no_card() {
    Wallet closed = acme.wallet("GBP");
    closed.close();

    refused(issue(closed.issue()), 409, "wallet_closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123", "12345", "12a4", "١٢٣٤", "1234\n"})
  void the_last_four_digits_are_four_digits(String last4) {
    refused(issue(Body.with(wallet.issue(), "last4", last4)), 400, "validation_failed");
  }

  @Test
  void a_token_reference_names_one_card_of_an_organization() {
    Map<String, Object> body = Body.with(wallet.issue(), "tokenRef", "tok_1");
    issue(body).then().statusCode(201).body("tokenRef", equalTo("tok_1"));

    refused(issue(body), 409, "token_ref_taken");
    assertThat(issue(Body.with(body, "tokenRef", "tok_2")).statusCode()).isEqualTo(201);
    Wallet elsewhere = Spending.inANewOrganization().wallet("GBP");
    elsewhere.card(Body.with(elsewhere.issue(), "tokenRef", "tok_1"));
    assertThat(acme.all("/v1/cards", 10)).hasSize(2);
  }

  @Test
  void a_text_that_holds_a_card_number_is_refused() {
    for (String field : List.of("memo", "tokenRef")) {
      Map<String, Object> body = Body.with(wallet.issue(), field, "card 4111111111111111");
      refusedField(issue(body), "/" + field, "card_number");
    }
    assertThat(refused(issue(Body.with(wallet.issue(), "cvv", "123"))).getList("errors.code"))
        .containsExactly("unknown_field");
  }

  @Test
  void a_frozen_card_declines_until_it_is_unfrozen() {
    Card card = wallet.card();

    card.freeze().then().statusCode(200).body("status", equalTo("FROZEN"));
    assertThat(card.authorize(1).declineCode()).isEqualTo("card_frozen");
    card.unfreeze().then().statusCode(200).body("status", equalTo("ACTIVE"));
    assertThat(card.authorize(1).approved()).isTrue();
  }

  @Test
  void a_closed_card_declines_for_good_and_its_holds_stay() {
    Card card = wallet.card();
    var hold = card.authorize(30);

    card.close().then().statusCode(200).body("status", equalTo("CLOSED"));

    assertThat(card.authorize(1).declineCode()).isEqualTo("card_closed");
    assertThat(wallet.balance().held()).isEqualTo(30);
    assertThat(hold.clear(30).status()).isEqualTo("CLEARED");
    refused(card.freeze(), 409, "card_closed");
    refused(card.unfreeze(), 409, "card_closed");
    acme.get(card.path()).then().body("status", equalTo("CLOSED"));
  }

  @Test
  void a_frozen_card_can_be_closed() {
    Card card = wallet.card();
    card.freeze();

    card.close().then().statusCode(200).body("status", equalTo("CLOSED"));
  }

  @Test
  void an_action_that_is_done_already_changes_nothing_and_answers_the_same() {
    Card card = wallet.card();

    assertSameAgain(card::unfreeze);
    assertSameAgain(card::freeze);
    assertSameAgain(card::close);
    List<String> events =
        Stored.texts(
            "select type from platform.events where subject = ? order by at",
            UUID.fromString(card.id()));
    assertThat(events).containsExactly("card.created", "card.frozen", "card.closed");
  }

  private void assertSameAgain(Supplier<Response> action) {
    Response first = action.get();
    assertThat(first.statusCode()).isEqualTo(200);
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    Response again = action.get();

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  @Test
  void the_entity_tag_does_not_follow_the_status() {
    Card card = wallet.card();
    String before = acme.get(card.path()).header("ETag");

    card.freeze();

    assertThat(acme.get(card.path()).header("ETag")).isNotBlank().isEqualTo(before);
  }

  @Test
  void nothing_is_done_to_an_unknown_card() {
    Card unknown = new Card(wallet, Tenant.nobody());

    for (Response answer :
        List.of(acme.get(unknown.path()), unknown.freeze(), unknown.unfreeze(), unknown.close())) {
      refused(answer, 404, "card_not_found");
    }
  }

  @Test
  void cards_are_listed_by_wallet_holder_and_status_newest_first() {
    String holder = acme.newUser();
    Card first = wallet.card(Body.with(wallet.issue(), "holderId", holder));
    Card second = acme.wallet("GBP").card();
    Card third = wallet.card(Limit.daily(5));
    third.freeze();

    assertThat(ids("")).containsExactly(third.id(), second.id(), first.id());
    assertThat(ids("?walletId=" + wallet.id())).containsExactly(third.id(), first.id());
    assertThat(ids("?holderId=" + holder)).containsExactly(first.id());
    assertThat(ids("?status=FROZEN")).containsExactly(third.id());
    assertThat(ids("?walletId=" + wallet.id() + "&status=ACTIVE")).containsExactly(first.id());
    assertThat(ids("?holderId=" + Tenant.nobody())).isEmpty();
    assertThat(acme.all("/v1/cards", 2)).isEqualTo(acme.all("/v1/cards", 200));
    List<List<Object>> limits = acme.get("/v1/cards").path("data.limits.amount");
    assertThat(limits).containsExactly(List.of(5), List.of(), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=OPEN", "walletId=1", "holderId=x", "cursor=x", "limit=0"})
  void a_query_that_makes_no_sense_is_refused(String query) {
    assertThat(refused(acme.get("/v1/cards?" + query)).getInt("status")).isEqualTo(400);
  }

  private Response issue(Map<String, ?> body) {
    return acme.post("/v1/cards", body);
  }

  private List<Object> ids(String query) {
    return acme.all("/v1/cards" + query, 2).stream().map(card -> card.get("id")).toList();
  }
}
