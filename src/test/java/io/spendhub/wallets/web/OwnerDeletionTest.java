package io.spendhub.wallets.web;

import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users and teams that are deleted take their empty wallets and their cards with them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class OwnerDeletionTest {
  private Spending acme;
  private String owner;
  private Wallet wallet;

  @BeforeEach
  void openAWalletOfAUser() {
    acme = Spending.inANewOrganization();
    owner = acme.newUser();
    wallet = walletOfOwner();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @Test
  void a_user_is_not_deleted_while_anything_is_posted() {
    wallet.topUp(1);

    acme.tenant().delete(user()).statusCode(409).body("code", equalTo("wallet_not_empty"));
    acme.get(user()).then().body("status", equalTo("ACTIVE"));
    wallet.withdraw(1);
    acme.tenant().delete(user()).statusCode(204);
    acme.get(user()).then().statusCode(200).body("status", equalTo("DELETED"));
    acme.get(wallet.path()).then().body("status", equalTo("CLOSED"));
  }

  @Test
  void a_user_is_not_deleted_while_a_wallet_is_overdrawn_or_holds() {
    Card card = wallet.card();
    card.forcePost(5);
    acme.tenant().delete(user()).statusCode(409);
    wallet.topUp(10);
    Authorization held = card.authorize(5);
    acme.tenant().delete(user()).statusCode(409);
    held.clear(5);

    acme.tenant().delete(user()).statusCode(204);
  }

  @Test
  void one_wallet_with_money_keeps_all_that_the_user_has() {
    Wallet second = walletOfOwner();
    Card card = wallet.card();
    second.topUp(1);
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    acme.tenant().delete(user()).statusCode(409);

    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
    acme.get(card.path()).then().body("status", equalTo("ACTIVE"));
    second.withdraw(1);
    acme.tenant().delete(user()).statusCode(204);
    for (String path : List.of(wallet.path(), second.path(), card.path())) {
      acme.get(path).then().body("status", equalTo("CLOSED"));
    }
  }

  @Test
  void cards_in_every_status_are_closed_with_one_event_each() {
    Card frozen = wallet.card();
    frozen.freeze();
    Card pending = wallet.cardOf("PHYSICAL");
    Card closed = wallet.card();
    closed.close();

    acme.tenant().delete(user()).statusCode(204);

    for (Card card : List.of(frozen, pending, closed)) {
      acme.get(card.path()).then().body("status", equalTo("CLOSED"));
      assertThat(events("card.closed", card.id())).isEqualTo(1);
    }
    assertThat(events("wallet.closed", wallet.id())).isEqualTo(1);
  }

  @Test
  void a_card_that_the_user_holds_on_anothers_wallet_is_closed_and_its_hold_stays() {
    Wallet teams = acme.wallet("GBP");
    teams.topUp(100);
    Card card = teams.card(Body.with(teams.issue(), "holderId", owner));
    Authorization held = card.authorize(60);

    acme.tenant().delete(user()).statusCode(204);

    acme.get(card.path()).then().body("status", equalTo("CLOSED"));
    acme.get(teams.path()).then().body("status", equalTo("ACTIVE"));
    assertThat(teams.balance().held()).isEqualTo(60);
    assertThat(held.clear(60).status()).isEqualTo("CLEARED");
  }

  @Test
  void a_deleted_owner_is_given_nothing_new() {
    acme.tenant().delete(user()).statusCode(204);

    Wallet teams = acme.wallet("GBP");
    refused(
        acme.post("/v1/cards", Body.with(teams.issue(), "holderId", owner)), 409, "user_inactive");
    refused(
        acme.post("/v1/wallets", Body.with(acme.walletIn("GBP"), "owner", ownedByUser())),
        409,
        "user_inactive");
  }

  @Test
  void late_money_after_the_deletion_still_finds_the_wallet() {
    wallet.topUp(10);
    Authorization cleared = wallet.card().authorize(10).clear(10);
    acme.tenant().delete(user()).statusCode(204);

    cleared.refund(4);

    assertThat(wallet.balance().posted()).isEqualTo(4);
    assertThat(wallet.withdraw(4).statusCode()).isEqualTo(201);
  }

  private Map<String, Object> ownedByUser() {
    return Map.of("type", "USER", "id", owner);
  }

  private Wallet walletOfOwner() {
    Map<String, Object> body = Body.with(acme.walletIn("GBP"), "owner", ownedByUser());
    return new Wallet(acme, acme.post("/v1/wallets", body).path("id"), "GBP");
  }

  private String user() {
    return "/v1/users/" + owner;
  }

  private static long events(String type, String subject) {
    return Stored.number(
        "select count(*) from platform.events where type = ? and subject = ?",
        type,
        UUID.fromString(subject));
  }
}
