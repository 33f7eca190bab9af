package io.spendhub.ledger.command;

import io.spendhub.ledger.Lane;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.ledger.command.LaneQueues.Place;
import io.spendhub.platform.connections.driver.CommitInDoubt;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.shared.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A command that waits for its lane, and whoever waits for what becomes of it. */
final class Ticket {
  private enum State {
    WAITING,
    TAKEN,
    LEFT
  }

  /** How often a caller whose patience is over looks whether it may leave. */
  private static final Duration LOOKING_AGAIN = Duration.ofMillis(500);

  private final Submission submission;
  private final Map<String, Object> logged;
  private final long joinedAt = System.nanoTime();
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CompletableFuture<Outcome<String>> outcome = new CompletableFuture<>();
  private Optional<Place> home = Optional.empty();

  /**
   * A command that comes.
   *
   * @param logged what log lines say of the request that brought it
   */
  Ticket(Submission submission, Map<String, Object> logged) {
    this.submission = submission;
    this.logged = logged;
  }

  Submission submission() {
    return submission;
  }

  Lane lane() {
    return submission.command().lane();
  }

  Collection<UUID> accounts() {
    return submission.command().accountIds();
  }

  Map<String, Object> logged() {
    return logged;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - joinedAt);
  }

  /** Whether it is to be run: its caller has not left, and can leave no more. */
  boolean take() {
    return state.compareAndSet(State.WAITING, State.TAKEN);
  }

  /** The lane to which it goes where nobody holds its accounts. */
  void comesFrom(Place lane) {
    home = Optional.of(lane);
  }

  Place home() {
    return home.orElseThrow();
  }

  /** Nothing was done with it: it waits again, and its caller may leave. */
  void giveBack() {
    state.set(State.WAITING);
  }

  void complete(Outcome<String> became) {
    outcome.complete(became);
  }

  void fail(Throwable failure) {
    outcome.completeExceptionally(failure);
  }

  /**
   * What became of it, once its transaction is committed. Its turn is waited for until patience is
   * over, and its transaction for as long as that may take.
   *
   * @throws Refusal 503 {@code unavailable} when patience is over
   * @throws RuntimeException whatever made its transaction fail
   */
  Outcome<String> await(Duration patience) {
    try {
      Duration left = patience.minus(age());
      while (true) {
        try {
          return outcome.get(Math.max(left.toNanos(), 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
          if (state.compareAndSet(State.WAITING, State.LEFT)) {
            throw LaneQueues.tooMany();
          }
          left = LOOKING_AGAIN;
        }
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw state.compareAndSet(State.WAITING, State.LEFT)
          ? LaneQueues.tooMany()
          : CommitInDoubt.refusal();
    } catch (ExecutionException failed) {
      throw switch (failed.getCause()) {
        case RuntimeException usual -> usual;
        case null, default -> new IllegalStateException(failed);
      };
    }
  }
}
