package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.authorizations.web.MoneyCalls.Call;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class IdempotencyTest {
  private static final String KEY = "order-1";
  private static final int AT_ONCE = 16;

  private Spending acme;
  private MoneyCalls money;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
    money = MoneyCalls.of(acme);
  }

  static Set<String> moneyCalls() {
    return MoneyCalls.names();
  }

  @Test
  void the_table_holds_every_call() {
    assertThat(money.byName().keySet()).isEqualTo(MoneyCalls.names());
  }

  @ParameterizedTest
  @MethodSource("moneyCalls")
  void a_call_that_moves_money_needs_a_key(String name) {
    Call call = money.get(name);
    Map<String, String> before = everything();

    refused(acme.post(call.path(), call.body()), 400, "idempotency_key_required");

    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("moneyCalls")
  void a_repeated_call_is_answered_as_the_first_and_runs_once(String name) {
    Call call = money.get(name);
    Response first = acme.move(call.path(), call.body(), KEY);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.header("Idempotency-Replayed")).isNull();
    Map<String, String> before = everything();

    assertReplayed(acme.move(call.path(), call.body(), KEY), first);
    assertReplayed(acme.move(call.path(), new TreeMap<>(call.body()), KEY), first);

    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("moneyCalls")
  void a_key_stands_for_one_request(String name) {
    Call call = money.get(name);
    assertThat(acme.move(call.path(), call.body(), KEY).statusCode()).isEqualTo(201);
    Map<String, String> before = everything();
    String elsewhere = name.equals(MoneyCalls.TOP_UP) ? "withdrawal" : MoneyCalls.TOP_UP;

    refusedAsReused(acme.move(call.path(), Body.with(call.body(), "amount", 11), KEY));
    refusedAsReused(acme.move(money.get(elsewhere).path(), money.get(elsewhere).body(), KEY));

    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("moneyCalls")
  void a_refused_call_leaves_its_key_free(String name) {
    Call call = money.get(name);
    Map<String, String> before = everything();
    refused(acme.move(call.path(), Body.with(call.body(), "amount", -1), KEY));
    refused(acme.move(call.path(), Body.with(call.body(), "amount", "much"), KEY));
    assertThat(everything()).isEqualTo(before);

    Response answer = acme.move(call.path(), call.body(), KEY);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.header("Idempotency-Replayed")).isNull();
  }

  @Test
  void a_call_refused_by_a_rule_leaves_its_key_free() {
    Wallet wallet = acme.walletWith(gbp(10));
    Map<String, Object> body = wallet.money(20);
    refused(acme.move(wallet.path() + "/withdrawals", body, KEY), 422, "insufficient_funds");

    wallet.topUp(10);

    assertThat(acme.move(wallet.path() + "/withdrawals", body, KEY).statusCode()).isEqualTo(201);
    assertThat(wallet.balance().posted()).isZero();
  }

  @Test
  void a_decline_is_answered_again_although_it_would_now_be_approved() {
    Wallet wallet = acme.wallet("GBP");
    Map<String, Object> purchase = wallet.card().purchase(10);
    Response declined = acme.move("/v1/authorizations", purchase, KEY);
    assertThat(declined.<String>path("decision")).isEqualTo("DECLINED");

    wallet.topUp(10);

    assertReplayed(acme.move("/v1/authorizations", purchase, KEY), declined);
    assertThat(wallet.balance().held()).isZero();
  }

  @Test
  void keys_belong_to_the_organization() {
    Spending rival = Spending.inANewOrganization();
    Wallet own = acme.wallet("GBP");
    Wallet theirs = rival.wallet("GBP");

    assertThat(acme.move(own.path() + "/top-ups", own.money(1), KEY).statusCode()).isEqualTo(201);
    Response answer = rival.move(theirs.path() + "/top-ups", theirs.money(1), KEY);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.header("Idempotency-Replayed")).isNull();
    assertThat(theirs.balance().posted()).isEqualTo(1);
  }

  @Test
  void keys_are_shared_by_the_api_keys_of_an_organization() {
    Spending clerk = acme.withScopes("wallets:write");
    Call topUp = money.get(MoneyCalls.TOP_UP);
    Response first = acme.move(topUp.path(), topUp.body(), KEY);

    assertReplayed(clerk.move(topUp.path(), topUp.body(), KEY), first);
  }

  @Test
  void a_key_that_differs_in_case_is_another_key() {
    Wallet wallet = acme.wallet("GBP");

    acme.move(wallet.path() + "/top-ups", wallet.money(1), "a");
    acme.move(wallet.path() + "/top-ups", wallet.money(1), "A");

    assertThat(wallet.balance().posted()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "tab\tbed", "clé", "\u00a7 7"})
  void a_key_is_visible_ascii(String key) {
    Call topUp = money.get(MoneyCalls.TOP_UP);

    Response answer = acme.move(topUp.path(), topUp.body(), key);

    assertThat(refused(answer).getInt("status")).isEqualTo(400);
    assertThat(answer.jsonPath().getString("code")).startsWith("idempotency_key_");
  }

  @Test
  void a_key_has_at_most_255_characters() {
    Call topUp = money.get(MoneyCalls.TOP_UP);

    refused(acme.move(topUp.path(), topUp.body(), "k".repeat(256)), 400, "idempotency_key_invalid");
    String longest = "~!".repeat(127) + "\"";
    assertThat(acme.move(topUp.path(), topUp.body(), longest).statusCode()).isEqualTo(201);
    String sameStart = "~!".repeat(127) + "'";
    assertThat(acme.move(topUp.path(), topUp.body(), sameStart).header("Idempotency-Replayed"))
        .isNull();
  }

  @ParameterizedTest
  @MethodSource("moneyCalls")
  void the_same_call_made_many_times_at_once_runs_once(String name) {
    Call call = money.get(name);
    long before = transfers() + authorizations();

    List<Response> answers =
        Together.run(AT_ONCE, thread -> acme.move(call.path(), call.body(), KEY));

    assertAnsweredOnce(answers);
    boolean holds = name.equals("authorization") || name.equals("force-post");
    assertThat(transfers() + authorizations()).isEqualTo(before + (holds ? 2 : 1));
    acme.proveLedger();
  }

  @Test
  void the_last_money_is_withdrawn_once_however_often_the_call_is_repeated_at_once() {
    Wallet wallet = acme.walletWith(gbp(10));

    List<Response> answers =
        Together.run(
            AT_ONCE, thread -> acme.move(wallet.path() + "/withdrawals", wallet.money(10), KEY));

    assertAnsweredOnce(answers);
    assertThat(wallet.balance().posted()).isZero();
  }

  @Test
  void different_calls_under_one_key_at_once_run_once() {
    List<Wallet> wallets = List.of(acme.wallet("GBP"), acme.wallet("GBP"), acme.wallet("GBP"));

    List<Response> answers =
        Together.run(
            12,
            thread -> {
              Wallet wallet = wallets.get(thread % 3);
              return acme.move(wallet.path() + "/top-ups", wallet.money(1), KEY);
            });

    assertThat(answers).extracting(Response::statusCode).containsOnly(201, 422);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(4);
    assertThat(wallets.stream().mapToLong(wallet -> wallet.balance().posted()).sum()).isEqualTo(1);
  }

  private void assertAnsweredOnce(List<Response> answers) {
    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(answers).extracting(Response::asString).containsOnly(answers.get(0).asString());
    assertThat(answers)
        .filteredOn(answer -> answer.header("Idempotency-Replayed") == null)
        .hasSize(1);
  }

  private long transfers() {
    return Stored.number(
        "select count(*) from ledger.transfers where organization_id = ?", acme.organizationId());
  }

  private long authorizations() {
    return Stored.number(
        "select count(*) from authorizations.authorizations where organization_id = ?",
        acme.organizationId());
  }

  private Map<String, String> everything() {
    return Stored.everythingOf(acme.organizationId());
  }

  private static void refusedAsReused(Response answer) {
    refused(answer, 422, "idempotency_key_reused");
  }

  private static void assertReplayed(Response answer, Response first) {
    assertThat(answer.statusCode()).isEqualTo(first.statusCode());
    assertThat(answer.asString()).isEqualTo(first.asString());
    assertThat(answer.contentType()).isEqualTo(first.contentType());
    assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
  }
}
