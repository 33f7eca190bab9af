package io.spendhub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Together;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Customers who call from many threads at services that may die. Each keeps at its command, with
 * its key, until that is answered: at the next service at once, where there are two.
 */
final class Crowd {
  private static final int CUSTOMERS = 24;
  private static final int COMMANDS_EACH = Load.times(24);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** What a voucher may come to be refused for, which is recorded like a success. */
  private static final Set<String> RECORDED =
      Set.of("balance_insufficient", "campaign_limit_exceeded");

  private final Services services;
  private final List<Scene> scenes;
  private final Journal journal;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger foundDone = new AtomicInteger();
  private final AtomicLong nanosWaited = new AtomicLong();
  private final AtomicReference<AssertionError> broken = new AtomicReference<>();

  Crowd(Services services, List<Scene> scenes, Journal journal) {
    this.services = services;
    this.scenes = scenes;
    this.journal = journal;
  }

  private record Moment(Duration after, int inFlight) {
    static final Moment NONE = new Moment(Duration.ZERO, 0);
  }

  /**
   * What became of the commands of a round.
   *
   * @param killedAfter since the first command
   * @param inFlight how many commands had been sent and not answered then
   * @param unanswered how many were sent and not answered, or only that this could not be just then
   * @param foundDone how many of those had had their effect when they were sent again
   */
  record Tally(
      Duration killedAfter, int inFlight, int acknowledged, int unanswered, int foundDone) {

    Tally plus(Tally other) {
      return new Tally(
          killedAfter.plus(other.killedAfter),
          inFlight + other.inFlight,
          acknowledged + other.acknowledged,
          unanswered + other.unanswered,
          foundDone + other.foundDone);
    }

    @Override
    public String toString() {
      return "%d acknowledged; %d unanswered, of which %d repeated and already done, %d done now"
          .formatted(acknowledged, unanswered, foundDone, unanswered - foundDone);
    }
  }

  /**
   * Lets all of them call, and does something in the middle of it, after as many answers and as
   * much of another as the random says, so that a slow machine is hit at the same places.
   *
   * @param round goes into the keys of commands
   */
  Tally callDuring(String round, SplittableRandom random, Runnable fault) {
    List<SplittableGenerator> own = random.splits(CUSTOMERS).toList();
    Instant begin = Instant.now();
    Moment killed =
        Together.run(
                CUSTOMERS + 1,
                thread ->
                    unlessBroken(
                        () -> {
                          if (thread == 0) {
                            return strike(begin, random, fault);
                          }
                          call(thread, own.get(thread - 1), round);
                          return Moment.NONE;
                        }))
            .getFirst();
    return new Tally(
        killed.after(), killed.inFlight(), acknowledged.get(), unanswered.get(), foundDone.get());
  }

  /** Where one fails, none of the others waits for what will not come, and all tell the reason. */
  private <T> T unlessBroken(Supplier<T> part) {
    try {
      return part.get();
    } catch (RuntimeException | Error failure) {
      broken.compareAndSet(null, new AssertionError(failure.getMessage(), failure));
      throw Objects.requireNonNull(broken.get());
    }
  }

  private Moment strike(Instant begin, RandomGenerator random, Runnable fault) {
    int all = CUSTOMERS * COMMANDS_EACH;
    int answers = random.nextInt(all / 8, all * 3 / 4);
    double ofAnAnswer = random.nextDouble(2);
    while (acknowledged.get() < answers && broken.get() == null) {
      LockSupport.parkNanos(100_000);
    }
    LockSupport.parkNanos((long) (ofAnAnswer * nanosWaited.get() / Math.max(1, answers)));
    while (inFlight.get() == 0 && acknowledged.get() < all && broken.get() == null) {
      Thread.onSpinWait();
    }
    Moment then = new Moment(Duration.between(begin, Instant.now()), inFlight.get());
    fault.run();
    return then;
  }

  private void call(int number, RandomGenerator random, String round) {
    int scene = number / 2 % scenes.size();
    Customer customer = new Customer(scenes.get(scene), random, round + "-" + number);
    for (int turn = 0; turn < COMMANDS_EACH; turn++) {
      Command command = customer.next();
      journal.sent(scene, command);
      Reply reply = answerOf(number, scenes.get(scene), command);
      journal.heard(command, reply);
      customer.heard(command, reply);
      acknowledged.incrementAndGet();
    }
  }

  private Reply answerOf(int number, Scene scene, Command command) {
    Instant deadline = Instant.now().plus(PATIENCE);
    boolean mayBeDone = false;
    for (int service = number;
        broken.get() == null && Instant.now().isBefore(deadline);
        service++) {
      try {
        Reply reply = ask(service, scene, command);
        if (reply.status() != 503) {
          note(command, reply, mayBeDone);
          return reply;
        }
        assertThat(reply.retryAfter()).as(reply.body()).isTrue();
        mayBeDone = true;
      } catch (IOException cut) {
        mayBeDone |= !(cut instanceof ConnectException);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError("never answered: " + command);
  }

  private Reply ask(int service, Scene scene, Command command) throws IOException {
    long begin = System.nanoTime();
    inFlight.incrementAndGet();
    try {
      return services.ask(service, scene.spending(), command);
    } finally {
      inFlight.decrementAndGet();
      nanosWaited.addAndGet(System.nanoTime() - begin);
    }
  }

  private void note(Command command, Reply reply, boolean mayBeDone) {
    assertThat(isFinal(command, reply)).as("%s: %s", command, reply).isTrue();
    if (mayBeDone) {
      unanswered.incrementAndGet();
      foundDone.addAndGet(reply.replayed() ? 1 : 0);
    } else {
      assertThat(reply.replayed()).as("sent for the first time: %s: %s", command, reply).isFalse();
    }
  }

  private static boolean isFinal(Command command, Reply reply) {
    return switch (reply.status()) {
      case 200 -> command.path().endsWith("/batch");
      case 201 -> true;
      case 422 -> command.path().equals("/v1/redemptions") && RECORDED.contains(reply.text("code"));
      default -> false;
    };
  }
}
