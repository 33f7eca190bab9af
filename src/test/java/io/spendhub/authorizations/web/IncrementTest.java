package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Amounts;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Merchants that ask for more. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class IncrementTest {
  private Spending acme;
  private Wallet wallet;
  private Card card;

  @BeforeEach
  void issueACard() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000));
    card = wallet.card();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @Test
  void an_increment_adds_to_the_hold() {
    Authorization more = card.authorize(300).increment(200);

    assertThat(more.status()).isEqualTo("PENDING");
    assertThat(more.answer().getLong("heldAmount")).isEqualTo(500);
    assertThat(more.answer().getString("operation.kind")).isEqualTo("INCREMENT");
    assertThat(more.answer().getString("operation.decision")).isEqualTo("APPROVED");
    assertThat(more.answer().getLong("operation.amount")).isEqualTo(200);
    assertThat(more.answer().getBoolean("operation.late")).isFalse();
    assertThat(wallet.balance()).isEqualTo(new Balance(1_000, 500, 500));
    assertThat(Body.without(more.answer().getMap("$"), "operation"))
        .isEqualTo(more.now().answer().getMap("$"));
  }

  @Test
  void a_declined_increment_is_recorded_and_changes_nothing() {
    Authorization held = card.authorize(300);

    Authorization declined = held.increment(701);

    assertThat(declined.decision()).isEqualTo("APPROVED");
    assertThat(declined.amounts()).isEqualTo(held.amounts());
    assertThat(declined.answer().getString("operation.decision")).isEqualTo("DECLINED");
    assertThat(declined.answer().getString("operation.declineCode"))
        .isEqualTo("insufficient_funds");
    assertThat(declined.now().answer().getList("operations")).hasSize(1);
    assertThat(wallet.balance()).isEqualTo(new Balance(1_000, 300, 700));
    assertThat(wallet.entries()).hasSize(2);
  }

  @Test
  void a_declined_increment_is_answered_again_under_its_key() {
    Authorization held = card.authorize(300);
    String path = held.path() + "/increments";
    String first = acme.move(path, Map.of("amount", 701), "more").asString();
    wallet.topUp(1);

    assertThat(acme.move(path, Map.of("amount", 701), "more").asString()).isEqualTo(first);
  }

  @Test
  void counts_do_not_bind_an_increment_and_it_counts_as_none() {
    Card once = wallet.card(Limit.ofCount("DAILY", 1));
    Authorization held = once.authorize(10);

    assertThat(held.increment(10).amounts().held()).isEqualTo(20);
    assertThat(once.used("DAILY").count()).isEqualTo(1);
  }

  @Test
  void every_other_rule_binds_an_increment() {
    Authorization held = card.authorize(10);
    card.freeze();
    assertThat(declined(held)).isEqualTo("card_frozen");
    wallet.freeze();
    assertThat(declined(held)).isEqualTo("wallet_frozen");
    wallet.unfreeze();
    card.unfreeze();
    String holder = acme.get(card.path()).path("holderId");
    acme.tenant().patch("/v1/users/" + holder, Map.of("status", "INACTIVE")).statusCode(200);
    assertThat(declined(held)).isEqualTo("holder_inactive");
    acme.tenant().patch("/v1/users/" + holder, Map.of("status", "ACTIVE")).statusCode(200);
    card.limit(Limit.daily(10));
    assertThat(declined(held)).isEqualTo("limit_amount_exceeded");
    card.limit();
    assertThat(held.increment(1).amounts().held()).isEqualTo(11);
  }

  @Test
  void nothing_is_added_to_an_authorization_that_has_ended() {
    List<Authorization> ended =
        List.of(
            card.authorize(10).reverse(10),
            card.authorize(10).clear(10),
            card.authorize(10).clearFinally(5),
            card.forcePost(10));

    for (Authorization each : ended) {
      assertThat(refused(each.attempt("increments", Map.of("amount", 1))).getInt("status"))
          .isEqualTo(409);
      assertThat(each.now().amounts()).isEqualTo(each.amounts());
    }
    refused(
        card.authorize(1_001).attempt("increments", Map.of("amount", 1)),
        409,
        "authorization_declined");
  }

  @Test
  void an_increment_after_a_partial_clearing_can_be_cleared_and_reversed() {
    Authorization more = card.authorize(300).clear(100).increment(50);
    assertThat(more.status()).isEqualTo("PARTIALLY_CLEARED");

    Authorization ended = more.clear(200).reverse(50);

    assertThat(ended.status()).isEqualTo("REVERSED");
    assertThat(ended.amounts()).isEqualTo(new Amounts(300, 0, 300, 0, 50, 0));
    assertThat(ended.answer().getLong("incrementedAmount")).isEqualTo(50);
  }

  @Test
  void an_increment_cannot_be_final() {
    refusedField(
        card.authorize(1).attempt("increments", Map.of("amount", 1, "final", true)),
        "/final",
        "not_allowed");
  }

  private static String declined(Authorization held) {
    return held.increment(1).answer().getString("operation.declineCode");
  }
}
