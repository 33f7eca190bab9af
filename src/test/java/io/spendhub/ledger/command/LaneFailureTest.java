package io.spendhub.ledger.command;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.ledger.MoneyHandler;
import io.spendhub.platform.idempotency.IdempotencyKey;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.platform.idempotency.Outcome.Refused;
import io.spendhub.platform.sql.Primary;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Together;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command with which something goes wrong that nobody foresaw, among others of its lane. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class LaneFailureTest {
  private static final int CALLERS = 40;
  private static final int BROKEN = 17;
  private static final int STUCK = CALLERS;
  private static final long LOCK_OF_STUCK = 17_17;

  @Inject MoneyEngine engine;

  private Spending acme;
  private UUID wallet;

  record Trial(UUID wallet, int number) implements OnOneWallet {}

  /** Decides trials, all but one of them, and locks something for another. */
  @ApplicationScoped
  static class Trials implements MoneyHandler<Trial> {
    @Inject Primary primary;

    @Override
    public Class<Trial> commandType() {
      return Trial.class;
    }

    @Override
    public Loaded<Trial> load(Journal journal, List<Trial> commands) {
      if (commands.stream().anyMatch(trial -> trial.number() == STUCK)) {
        primary.list("select pg_advisory_xact_lock(?)", row -> row, LOCK_OF_STUCK);
      }
      return new Loaded<>(
          (trial, requestId) -> {
            if (trial.number() == BROKEN) {
              throw new NullPointerException("as nobody foresaw");
            }
            return Outcome.created(Map.of("number", trial.number()));
          },
          () -> {},
          () -> {});
    }
  }

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = UUID.fromString(acme.walletWith(gbp(1)).id());
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @Test
  void a_caller_of_many_is_told_of_each_of_them() {
    List<Submission> call =
        IntStream.range(0, CALLERS).mapToObj(number -> submission(number)).toList();

    List<Outcome<String>> outcomes = engine.execute(acme.organizationId(), call);
    List<Outcome<String>> again = engine.execute(acme.organizationId(), call);

    assertThat(outcomes).hasSize(CALLERS);
    for (int number = 0; number < CALLERS; number++) {
      if (number == BROKEN) {
        assertThat(outcomes.get(number))
            .isInstanceOfSatisfying(
                Refused.class,
                refused -> assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.BROKEN));
        assertThat(again.get(number).isReplayed()).isFalse();
      } else {
        assertThat(outcomes.get(number)).isInstanceOf(Done.class);
        assertThat(again.get(number).isReplayed()).isTrue();
      }
    }
  }

  @Test
  void of_many_callers_in_one_lane_only_that_one_hears_of_it() {
    List<String> heard =
        Together.run(
            CALLERS,
            number -> {
              try {
                return engine
                    .execute(acme.organizationId(), submission(number))
                    .getClass()
                    .getSimpleName();
              } catch (NullPointerException told) {
                return "failed";
              }
            });

    for (int number = 0; number < CALLERS; number++) {
      assertThat(heard.get(number)).isEqualTo(number == BROKEN ? "failed" : "Done");
    }
  }

  @Test
  void what_waits_too_long_for_a_lock_is_answered_that_and_its_neighbour_is_done()
      throws Exception {
    try (Connection other = PostgresResource.connect();
        Statement statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(" + LOCK_OF_STUCK + ")");

      List<Outcome<String>> outcomes =
          engine.execute(acme.organizationId(), List.of(submission(STUCK), submission(1)));

      assertThat(outcomes.getFirst())
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
      assertThat(outcomes.getLast()).isInstanceOf(Done.class);
    }

    assertThat(engine.execute(acme.organizationId(), submission(STUCK))).isInstanceOf(Done.class);
  }

  @Test
  void alone_it_is_told_what_went_wrong_and_leaves_its_key_free() {
    Submission broken = submission(BROKEN);

    assertThatThrownBy(() -> engine.execute(acme.organizationId(), broken))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> engine.execute(acme.organizationId(), broken))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void a_wallet_that_does_not_exist_is_not_waited_for() {
    wallet = UUID.randomUUID();
    Submission nowhere = submission(1);

    assertThatThrownBy(() -> engine.execute(acme.organizationId(), nowhere))
        .isInstanceOf(IllegalStateException.class);
  }

  private Submission submission(int number) {
    IdempotencyKey key = IdempotencyKey.of("trial-" + number, "trial " + number);
    return new Submission(List.of(key), "/trials", "request", new Trial(wallet, number));
  }
}
