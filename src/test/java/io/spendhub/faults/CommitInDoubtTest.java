package io.spendhub.faults;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Cash.gbp;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.LonelyPrimary;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is acknowledged before its commit, and nothing is done twice because nobody knows. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(LonelyPrimaryResource.class)
class CommitInDoubtTest {
  private static final int CALLERS = 50;
  private static final int BOTH_POOLS = 24 + 16;

  private final LonelyPrimary primary = LonelyPrimaryResource.primary();
  private Spending acme;
  private Campaign gifts;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
    gifts = Campaign.active(acme, giftCard(500));
  }

  @AfterEach
  void letCommitsGo() {
    primary.letCommitsGo();
  }

  private static CompletableFuture<Response> calling(Supplier<Response> call) {
    return supplyAsync(call);
  }

  @Test
  void a_voucher_whose_commit_was_never_answered_is_made_once() {
    primary.letCommitsWait();
    var call = calling(() -> gifts.issue(gifts.issuing()));

    primary.end(List.of(primary.awaitCommitOf("vouchers.vouchers")));
    primary.letCommitsGo();

    assertThat(call.join().statusCode()).as(call.join().asString()).isEqualTo(201);
    assertThat(gifts.usage("vouchers")).isEqualTo(1);
    acme.proveLedger();
  }

  @Test
  void a_reservation_whose_commit_was_never_answered_is_made_once() {
    Voucher voucher = gifts.voucher();
    primary.letCommitsWait();
    var call = calling(() -> voucher.tryToReserve(reserving(voucher, 200)));

    primary.end(List.of(primary.awaitCommitOf("vouchers.reservations")));
    primary.letCommitsGo();

    assertThat(call.join().statusCode()).as(call.join().asString()).isEqualTo(201);
    assertThat(reservationsOf(voucher)).containsExactly(call.join().path("id").toString());
  }

  @Test
  void what_was_lost_before_its_commit_is_done_once() {
    Voucher voucher = gifts.voucher();
    endTheFirstCommitOf("vouchers.vouchers");
    endTheFirstCommitOf("vouchers.reservations");

    Response issued = gifts.issue(gifts.issuing());
    Response reserved = voucher.tryToReserve(reserving(voucher, 200));

    assertThat(issued.statusCode()).as(issued.asString()).isEqualTo(201);
    assertThat(reserved.statusCode()).as(reserved.asString()).isEqualTo(201);
    assertThat(primary.texts("select last_value::text from commits_of_vouchers")).containsOnly("2");
    assertThat(primary.texts("select last_value::text from commits_of_reservations"))
        .containsOnly("2");
    assertThat(gifts.usage("vouchers")).isEqualTo(2);
    assertThat(reservationsOf(voucher)).hasSize(1);
    acme.proveLedger();
  }

  @Test
  void a_commit_that_stops_waiting_for_its_standby_is_acknowledged_when_the_standby_has_it() {
    primary.letCommitsWait();
    var call = calling(() -> gifts.issue(gifts.issuing()));

    String first = primary.awaitCommitOf("vouchers.vouchers");
    primary.cancel(first);
    primary.awaitCommitOf("ledger.commits", first);
    assertThat(call).isNotDone();
    primary.letCommitsGo();

    assertThat(call.join().statusCode()).as(call.join().asString()).isEqualTo(201);
    assertThat(gifts.usage("vouchers")).isEqualTo(1);
  }

  @Test
  void a_change_without_a_standby_is_told_to_be_in_doubt_and_so_is_its_repetition() {
    Map<String, Object> ada = Map.of("email", UUID.randomUUID() + "@example.com", "name", "Ada");
    primary.letCommitsWait();
    var call = calling(() -> acme.move("/v1/users", ada, "ada"));
    primary.cancel(primary.awaitCommitOf("identity.users"));
    assertInDoubt(call.join());

    var again = calling(() -> acme.move("/v1/users", ada, "ada"));
    primary.cancel(primary.awaitCommitOf("platform.idempotency_keys"));
    assertInDoubt(again.join());
    primary.letCommitsGo();

    Response told = acme.move("/v1/users", ada, "ada");
    assertThat(told.statusCode()).as(told.asString()).isEqualTo(201);
    assertThat(told.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void without_a_standby_all_callers_are_told_and_connections_stay_within_the_pools() {
    List<Wallet> wallets = IntStream.range(0, CALLERS).mapToObj(n -> acme.wallet("GBP")).toList();
    primary.letCommitsWait();
    List<Integer> processes = new ArrayList<>();

    for (int round = 0; round < 2; round++) {
      var calls = supplyAsync(() -> Together.run(CALLERS, n -> topUp(wallets.get(n), n)));
      while (!calls.isDone()) {
        processes.add(processes());
      }
      assertThat(calls.join()).allSatisfy(CommitInDoubtTest::assertUnavailable);
    }
    processes.add(processes());
    primary.letCommitsGo();

    assertThat(processes).allMatch(each -> each <= BOTH_POOLS);
    Until.holds(() -> IntStream.range(0, CALLERS).allMatch(n -> isDone(topUp(wallets.get(n), n))));
    assertThat(wallets).allMatch(wallet -> wallet.balance().posted() == 100);
    acme.proveLedger();
  }

  @Test
  void a_pool_whose_connections_were_ended_answers_the_next_call() {
    Wallet wallet = acme.walletWith(gbp(100));
    assertThat(acme.get("/v1/wallets").statusCode()).isEqualTo(200);
    primary.end(primary.processesOf("spendhub"));
    primary.end(primary.processesOf("spendhub-read"));

    assertThat(acme.get("/v1/wallets").statusCode()).isEqualTo(200);
    assertThat(wallet.topUp(100).statusCode()).isEqualTo(201);
    primary.end(primary.processesOf("spendhub"));
    assertThat(acme.newUser()).isNotBlank();
    assertThat(wallet.balance().posted()).isEqualTo(200);
  }

  private int processes() {
    return primary.processesOf("spendhub").size() + primary.processesOf("spendhub-read").size();
  }

  private Response topUp(Wallet wallet, int number) {
    return acme.move(wallet.path() + "/top-ups", wallet.money(100), "top-up-" + number);
  }

  private static boolean isDone(Response answer) {
    return answer.statusCode() == 201;
  }

  private static void assertUnavailable(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
    assertThat(answer.path("code").toString()).isEqualTo("unavailable");
    assertThat(answer.header("Retry-After")).isNotNull();
  }

  private static void assertInDoubt(Response answer) {
    assertUnavailable(answer);
    assertThat(answer.path("detail").toString()).contains("not known");
  }

  private static Map<String, Object> reserving(Voucher voucher, long amount) {
    return Map.of("code", voucher.code(), "amount", amount);
  }

  private List<String> reservationsOf(Voucher voucher) {
    return primary.texts(
        "select id::text from vouchers.reservations where voucher_id = ?::uuid", voucher.id());
  }

  /** The process ends at the commit of the first transaction that changes the table from now on. */
  private void endTheFirstCommitOf(String table) {
    String name = table.substring(table.indexOf('.') + 1);
    primary.run(
        """
        create sequence commits_of_%1$s;
        create function end_the_first_of_%1$s() returns trigger language plpgsql security definer
        as $$ begin
          if nextval('commits_of_%1$s') = 1 then
            perform pg_terminate_backend(pg_backend_pid());
          end if;
          return null;
        end $$;
        create constraint trigger end_the_first after insert on %2$s
        deferrable initially deferred for each row execute function end_the_first_of_%1$s()
        """
            .formatted(name, table));
  }
}
