package io.spendhub.wallets.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How wallets are frozen, unfrozen and closed, by hand or with their owners. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class WalletLifeTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @Test
  void a_frozen_wallet_takes_money_in_and_gives_none_out_until_it_is_unfrozen() {
    Wallet wallet = acme.walletWith(gbp(100));

    wallet.freeze().then().statusCode(200).body("status", equalTo("FROZEN"));
    assertThat(wallet.topUp(1).statusCode()).isEqualTo(201);
    refused(wallet.withdraw(1), 409, "wallet_frozen");
    wallet.unfreeze().then().statusCode(200).body("status", equalTo("ACTIVE"));
    assertThat(wallet.withdraw(101).statusCode()).isEqualTo(201);
  }

  @Test
  void a_frozen_wallet_bears_what_the_network_forces() {
    Wallet wallet = acme.walletWith(gbp(100));
    Card card = wallet.card();
    Authorization held = card.authorize(50);
    wallet.freeze();

    assertThat(held.clear(40).refund(15).reverse(10).status()).isEqualTo("REVERSED");
    assertThat(card.forcePost(30).status()).isEqualTo("CLEARED");
    card.refund(5);

    assertThat(wallet.balance().posted()).isEqualTo(100 - 40 + 15 - 30 + 5);
    assertThat(wallet.balance().held()).isZero();
  }

  @Test
  void a_wallet_closes_when_nothing_is_posted_and_nothing_is_held() {
    Wallet wallet = acme.walletWith(gbp(100));
    Authorization held = wallet.card().authorize(100);

    refused(wallet.close(), 409, "wallet_not_empty");
    held.clear(100);
    wallet.close().then().statusCode(200).body("status", equalTo("CLOSED"));
    refused(wallet.freeze(), 409, "wallet_closed");
    refused(wallet.unfreeze(), 409, "wallet_closed");
    acme.get(wallet.path()).then().body("status", equalTo("CLOSED"));
  }

  @Test
  void a_closed_wallet_takes_the_refunds_of_its_cards() {
    Wallet wallet = acme.walletWith(gbp(100));
    Authorization cleared = wallet.card().authorize(100).clear(100);
    wallet.close();

    cleared.refund(40);

    assertThat(wallet.balance().posted()).isEqualTo(40);
    assertThat(wallet.withdraw(40).statusCode()).isEqualTo(201);
  }

  @Test
  void a_frozen_wallet_can_be_closed() {
    Wallet wallet = acme.wallet("GBP");
    wallet.freeze();

    wallet.close().then().statusCode(200).body("status", equalTo("CLOSED"));
  }

  @Test
  void an_action_that_is_done_already_changes_nothing_and_answers_the_same() {
    Wallet wallet = acme.wallet("GBP");

    assertSameAgain(wallet::unfreeze);
    assertSameAgain(wallet::freeze);
    assertSameAgain(wallet::close);
    assertThat(events(wallet)).containsExactly("wallet.created", "wallet.frozen", "wallet.closed");
  }

  @Test
  void nothing_is_done_to_an_unknown_wallet() {
    Wallet unknown = new Wallet(acme, Tenant.nobody(), "GBP");

    for (Response answer : List.of(unknown.freeze(), unknown.unfreeze(), unknown.close())) {
      refused(answer, 404, "wallet_not_found");
    }
  }

  @Test
  void an_owner_is_not_deleted_while_a_wallet_of_it_has_money() {
    Wallet wallet = acme.walletWith(gbp(100));
    String team = "/v1/teams/" + acme.get(wallet.path()).<String>path("owner.id");
    Authorization held = wallet.card().authorize(100);

    acme.tenant().delete(team).statusCode(409).body("code", equalTo("wallet_not_empty"));
    held.clear(100);
    acme.tenant().delete(team).statusCode(204);
    acme.get(wallet.path()).then().body("status", equalTo("CLOSED"));
  }

  @Test
  void the_cards_on_the_wallets_of_a_deleted_owner_are_closed() {
    Wallet wallet = acme.wallet("GBP");
    Card card = wallet.card();
    String team = acme.get(wallet.path()).path("owner.id");

    acme.tenant().delete("/v1/teams/" + team).statusCode(204);

    acme.get(card.path()).then().body("status", equalTo("CLOSED"));
    assertThat(card.authorize(1).declineCode()).isEqualTo("wallet_closed");
  }

  @Test
  void the_cards_that_a_deleted_user_holds_are_closed_and_the_others_are_not() {
    Wallet wallet = acme.walletWith(gbp(100));
    Card held = wallet.card();
    Card anothers = wallet.card();
    String holder = acme.get(held.path()).path("holderId");

    acme.tenant().delete("/v1/users/" + holder).statusCode(204);

    assertThat(held.authorize(1).declineCode()).isEqualTo("holder_inactive");
    acme.get(held.path()).then().body("status", equalTo("CLOSED"));
    assertThat(anothers.authorize(1).approved()).isTrue();
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

  private static List<String> events(Wallet wallet) {
    return Stored.texts(
        "select type from platform.events where subject = ? order by at",
        UUID.fromString(wallet.id()));
  }
}
