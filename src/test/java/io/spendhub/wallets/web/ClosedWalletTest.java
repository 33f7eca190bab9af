package io.spendhub.wallets.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What still reaches a wallet that is closed, and how its owner brings it back to zero. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ClosedWalletTest {
  private Spending acme;
  private Wallet wallet;
  private Card card;
  private Authorization reversed;

  @BeforeEach
  void closeAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(100));
    card = wallet.card();
    card.authorize(60).clear(60);
    reversed = card.authorize(40).reverse(40);
    wallet.withdraw(40);
    wallet.close().then().statusCode(200).body("status", equalTo("CLOSED"));
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @Test
  void a_late_clearing_posts_and_a_top_up_covers_it_but_no_more() {
    reversed.clear(30);
    assertThat(wallet.balance()).isEqualTo(new Balance(-30, 0, -30));

    refused(wallet.topUp(31), 409, "wallet_closed");
    refused(wallet.withdraw(1), 409, "wallet_closed");
    assertThat(wallet.topUp(30).statusCode()).isEqualTo(201);
    assertThat(wallet.balance()).isEqualTo(new Balance(0, 0, 0));
    refused(wallet.topUp(1), 409, "wallet_closed");
  }

  @Test
  void refunds_post_and_the_owner_takes_them_out_but_no_more() {
    card.refund(25);

    refused(wallet.withdraw(26), 409, "wallet_closed");
    refused(wallet.topUp(1), 409, "wallet_closed");
    assertThat(wallet.withdraw(25).statusCode()).isEqualTo(201);
    assertThat(wallet.balance()).isEqualTo(new Balance(0, 0, 0));
  }

  @Test
  void no_transfer_touches_it_even_towards_zero() {
    Wallet other = acme.walletWith(gbp(100));
    card.refund(25);
    refused(wallet.transferTo(other, 25), 409, "wallet_closed");
    wallet.withdraw(25);
    reversed.clear(5);
    refused(other.transferTo(wallet, 5), 409, "wallet_closed");

    assertThat(wallet.balance().posted()).isEqualTo(-5);
    assertThat(other.balance().posted()).isEqualTo(100);
  }

  @Test
  void its_cards_are_declined_and_neither_issued_nor_replaced() {
    assertThat(card.authorize(1).declineCode()).isEqualTo("wallet_closed");
    refused(acme.post("/v1/cards", wallet.issue()), 409, "wallet_closed");
    refused(acme.post(card.path() + "/replace", Map.of("reason", "LOST")), 409, "wallet_closed");
    acme.get(card.path()).then().body("status", equalTo("ACTIVE"));
  }

  @Test
  void money_that_came_later_does_not_open_it_again() {
    card.refund(25);

    wallet.close().then().statusCode(200).body("status", equalTo("CLOSED"));
    refused(wallet.unfreeze(), 409, "wallet_closed");
  }

  @Test
  void a_frozen_wallet_takes_transfers_in_and_gives_none() {
    Wallet frozen = acme.walletWith(gbp(100));
    Wallet other = acme.walletWith(gbp(100));
    frozen.freeze();

    refused(frozen.transferTo(other, 1), 409, "wallet_frozen");
    assertThat(other.transferTo(frozen, 1).statusCode()).isEqualTo(201);
    assertThat(frozen.balance().posted()).isEqualTo(101);
  }
}
