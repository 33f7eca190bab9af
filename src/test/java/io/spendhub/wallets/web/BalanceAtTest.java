package io.spendhub.wallets.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wallet stood at at any instant of ledger time. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class BalanceAtTest {
  private record Stood(long posted, long held, long available) {}

  private Spending acme;
  private Wallet wallet;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000));
  }

  @Test
  void the_balance_at_each_entry_is_what_the_statement_says() {
    Authorization held = wallet.card().authorize(300);
    held.clear(100);
    held.reverse(200);
    wallet.withdraw(50);

    for (Map<String, Object> entry : wallet.entries()) {
      Stood stood = at(Instant.parse((String) entry.get("at")));
      assertThat(stood.posted()).isEqualTo(number(entry, "balanceAfter"));
      assertThat(stood.held()).isEqualTo(number(entry, "heldAfter"));
      assertThat(stood.available()).isEqualTo(stood.posted() - stood.held());
    }
    assertThat(wallet.entries()).hasSize(5);
  }

  @Test
  void an_entry_counts_from_its_own_instant_and_not_before() {
    wallet.card().authorize(300);
    Instant made = Instant.parse((String) wallet.entries().getFirst().get("at"));

    assertThat(at(made)).isEqualTo(new Stood(1_000, 300, 700));
    assertThat(at(made.minus(1, MICROS))).isEqualTo(new Stood(1_000, 0, 1_000));
  }

  @Test
  void before_the_first_entry_there_was_nothing() {
    Instant first = Instant.parse((String) wallet.entries().getFirst().get("at"));

    assertThat(at(first.minus(1, MICROS))).isEqualTo(new Stood(0, 0, 0));
    assertThat(at(Instant.EPOCH)).isEqualTo(new Stood(0, 0, 0));
  }

  @Test
  void without_an_instant_it_is_the_balance_of_now() {
    wallet.card().authorize(300);

    Response shown = acme.get(wallet.path() + "/balance");

    assertThat(stood(shown)).isEqualTo(new Stood(1_000, 300, 700));
    assertThat(shown.<String>path("walletId")).isEqualTo(wallet.id());
    assertThat(shown.<String>path("currency")).isEqualTo("GBP");
  }

  @Test
  void what_was_answered_for_an_instant_never_changes() {
    List<Response> answers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      wallet.topUp(1);
      // As late as the server itself takes for past, so that the next top-up comes close behind.
      String now = acme.get(wallet.path() + "/balance").path("at");
      answers.add(acme.get(wallet.path() + "/balance?at=" + now));
    }

    for (Response answer : answers) {
      Response again = acme.get(wallet.path() + "/balance?at=" + answer.path("at"));
      assertThat(again.asString()).isEqualTo(answer.asString());
    }
    assertThat(answers.stream().map(answer -> stood(answer).posted()))
        .containsExactly(1001L, 1002L, 1003L, 1004L, 1005L, 1006L, 1007L, 1008L, 1009L, 1010L);
  }

  @Test
  void the_future_is_not_known() {
    String future = Instant.now().plusSeconds(3_600).toString();

    refusedField(acme.get(wallet.path() + "/balance?at=" + future), "at", "not_in_past");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-01-01", "2026-02-30T00:00:00Z"})
  void an_instant_is_a_timestamp(String at) {
    Response refused = acme.get(wallet.path() + "/balance?at=" + at);

    assertThat(refused(refused).getInt("status")).isEqualTo(400);
  }

  @Test
  void a_foreign_or_unknown_wallet_has_no_balance() {
    Spending rival = Spending.inANewOrganization();

    refused(rival.get(wallet.path() + "/balance"), 404, "wallet_not_found");
    refused(acme.get("/v1/wallets/" + Tenant.nobody() + "/balance"), 404, "wallet_not_found");
  }

  private Stood at(Instant instant) {
    return stood(acme.get(wallet.path() + "/balance?at=" + instant));
  }

  private static Stood stood(Response shown) {
    assertThat(shown.statusCode()).as(shown.asString()).isEqualTo(200);
    JsonPath balance = shown.jsonPath().setRootPath("balance");
    return new Stood(
        balance.getLong("posted"), balance.getLong("held"), balance.getLong("available"));
  }

  private static long number(Map<String, Object> entry, String field) {
    return ((Number) Objects.requireNonNull(entry.get(field), field)).longValue();
  }
}
