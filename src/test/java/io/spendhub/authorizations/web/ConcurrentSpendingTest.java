package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Amounts;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many at once spend what only some can have; the ledger proves itself after each test. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ConcurrentSpendingTest {
  private static final int THREADS = 32;
  private static final int CALLS_EACH = 4;
  private static final int EACH = 100;
  private static final int CARDS = 5;

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
  void all_of_a_wallet_is_spent_and_nothing_beyond() {
    Wallet wallet = acme.walletWith(gbp(71 * EACH + 99));

    List<Authorization> made = spendAtOnce(cards(wallet));

    assertThat(approved(made)).isEqualTo(71);
    assertThat(declineCodes(made)).containsOnly("insufficient_funds");
    assertThat(wallet.balance()).isEqualTo(new Balance(71 * EACH + 99, 71 * EACH, 99));
  }

  @Test
  void all_of_a_limit_of_a_wallet_is_spent_and_nothing_beyond() {
    Wallet wallet = acme.walletWith(gbp(1_000_000), Limit.of("LIFETIME", 83 * EACH));

    List<Authorization> made = spendAtOnce(cards(wallet));

    assertThat(approved(made)).isEqualTo(83);
    assertThat(declineCodes(made)).containsOnly("limit_amount_exceeded");
    assertThat(wallet.balance().held()).isEqualTo(83 * EACH);
  }

  @Test
  void all_of_the_limits_of_cards_is_spent_and_nothing_beyond() {
    Wallet wallet = acme.walletWith(gbp(1_000_000));

    List<Authorization> made =
        spendAtOnce(cards(wallet, Limit.of("LIFETIME", 7 * EACH), Limit.ofCount("MONTHLY", 9)));

    assertThat(approved(made)).isEqualTo(7 * CARDS);
    assertThat(wallet.balance().held()).isEqualTo(7 * CARDS * EACH);
  }

  @Test
  void as_many_purchases_are_made_as_a_count_allows() {
    Wallet wallet = acme.walletWith(gbp(1_000_000), Limit.ofCount("LIFETIME", 41));

    List<Authorization> made = spendAtOnce(cards(wallet));

    assertThat(approved(made)).isEqualTo(41);
    assertThat(declineCodes(made)).containsOnly("limit_count_exceeded");
  }

  @Test
  void money_that_is_spent_withdrawn_and_transferred_at_once_is_there_once() {
    Wallet wallet = acme.walletWith(gbp(50 * EACH));
    Wallet other = acme.wallet("GBP");
    Card card = wallet.card();

    List<Boolean> taken =
        times(
            turn ->
                switch (turn % 3) {
                  case 0 -> card.authorize(EACH).approved();
                  case 1 -> wallet.withdraw(EACH).statusCode() == 201;
                  default -> wallet.transferTo(other, EACH).statusCode() == 201;
                });

    assertThat(taken).filteredOn(took -> took).hasSize(50);
    assertThat(wallet.balance().available()).isZero();
  }

  @Test
  void transfers_round_a_ring_and_back_do_not_wait_for_each_other_for_ever() {
    List<Wallet> ring =
        List.of(
            acme.walletWith(gbp(10_000)),
            acme.walletWith(gbp(10_000)),
            acme.walletWith(gbp(10_000)));

    List<Integer> statuses =
        times(
            turn -> {
              Wallet from = ring.get(turn % 3);
              Wallet to = ring.get((turn + 1 + turn % 2) % 3);
              return from.transferTo(to, 1).statusCode();
            });

    assertThat(statuses).containsOnly(201);
    assertThat(ring.stream().mapToLong(wallet -> wallet.balance().posted()).sum())
        .isEqualTo(30_000);
  }

  @Test
  void a_hold_is_reversed_once_however_many_try() {
    Authorization held = acme.walletWith(gbp(5_000)).card().authorize(10 * EACH);

    List<Response> answers = attemptsAtOnce(held, "reversals");

    assertSucceeded(answers, 10);
    assertThat(held.now().amounts()).isEqualTo(new Amounts(10 * EACH, 0, 0, 0, 10 * EACH, 0));
    assertThat(held.card().wallet().balance()).isEqualTo(new Balance(5_000, 0, 5_000));
  }

  @Test
  void what_was_cleared_is_refunded_once_however_many_try() {
    Authorization cleared = acme.walletWith(gbp(5_000)).card().authorize(EACH).clear(11 * EACH);

    List<Response> answers = attemptsAtOnce(cleared, "refunds");

    assertSucceeded(answers, 11);
    assertThat(cleared.now().amounts().refunded()).isEqualTo(11 * EACH);
    assertThat(cleared.card().wallet().balance()).isEqualTo(new Balance(5_000, 0, 5_000));
  }

  @Test
  void every_clearing_posts_and_only_what_was_held_comes_from_the_hold() {
    Authorization held = acme.walletWith(gbp(5_000)).card().authorize(10 * EACH);

    List<Response> answers = attemptsAtOnce(held, "clearings");

    assertSucceeded(answers, THREADS);
    assertThat(held.now().amounts())
        .isEqualTo(new Amounts(10 * EACH, 0, THREADS * EACH, 0, 0, (THREADS - 10) * EACH));
    assertThat(answers)
        .filteredOn(answer -> answer.jsonPath().getBoolean("operation.late"))
        .hasSize(THREADS - 10);
  }

  @Test
  void clearings_reversals_and_refunds_at_once_never_give_more_than_there_is() {
    Authorization held = acme.walletWith(gbp(5_000)).card().authorize(20 * EACH);
    List<String> kinds = List.of("clearings", "reversals", "refunds");

    List<Response> answers =
        Together.run(
            THREADS, thread -> held.attempt(kinds.get(thread % 3), Map.of("amount", EACH)));

    assertThat(answers).extracting(Response::statusCode).isSubsetOf(201, 422);
    Amounts after = held.now().amounts();
    assertThat(after.cleared()).isEqualTo(11 * EACH);
    assertThat(after.refunded()).isBetween(0L, after.cleared());
    assertThat(after.held() + after.released() + after.cleared() - after.excess())
        .isEqualTo(20 * EACH);
    assertThat(held.card().wallet().balance().posted())
        .isEqualTo(5_000 - after.cleared() + after.refunded());
  }

  @Test
  void nothing_is_approved_once_a_freeze_was_answered() {
    Card card = acme.walletWith(gbp(1_000_000)).card();

    List<Boolean> approvedAfterFreeze =
        Together.run(
            THREADS,
            thread -> {
              card.authorize(1);
              return card.freeze().statusCode() == 200 && card.authorize(1).approved();
            });

    assertThat(approvedAfterFreeze).containsOnly(false);
  }

  private static List<Card> cards(Wallet wallet, Limit... limits) {
    return IntStream.range(0, CARDS).mapToObj(number -> wallet.card(limits)).toList();
  }

  private static List<Authorization> spendAtOnce(List<Card> cards) {
    return times(turn -> cards.get(turn % cards.size()).authorize(EACH));
  }

  /** Calls made by all threads at once, several by each, every one given its own number. */
  private static <T> List<T> times(IntFunction<T> call) {
    return Together.run(
            THREADS,
            thread ->
                IntStream.range(0, CALLS_EACH)
                    .mapToObj(turn -> call.apply(thread * CALLS_EACH + turn))
                    .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<Response> attemptsAtOnce(Authorization authorization, String operation) {
    return Together.run(
        THREADS, thread -> authorization.attempt(operation, Map.of("amount", EACH)));
  }

  private static void assertSucceeded(List<Response> answers, int times) {
    assertThat(answers).extracting(Response::statusCode).isSubsetOf(201, 422);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(times);
  }

  private static long approved(List<Authorization> made) {
    return made.stream().filter(Authorization::approved).count();
  }

  private static List<String> declineCodes(List<Authorization> made) {
    return made.stream()
        .filter(authorization -> !authorization.approved())
        .map(Authorization::declineCode)
        .distinct()
        .toList();
  }
}
