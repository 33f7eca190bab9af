package io.spendhub.faults;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Wallet;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Callers who move money through services that may die. They keep what they sent and what they
 * heard, and send again, with its key, what nobody answered.
 */
final class Callers {
  private static final int THREADS = 24;
  private static final int CALLS_EACH = Load.times(24);
  private static final int BEFORE_THE_FAULT = THREADS * CALLS_EACH / 4;
  private static final long TOPPED_UP = 1_000_000;
  private static final int HELD = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Services services;
  private final Spending acme = Spending.inANewOrganization();
  private final List<Card> cards =
      List.of(acme.walletWith(gbp(TOPPED_UP)).card(), acme.walletWith(gbp(TOPPED_UP)).card());
  private final Map<Command, Reply> answered = new ConcurrentHashMap<>();
  private final Set<Command> unanswered = ConcurrentHashMap.newKeySet();

  Callers(Services services) {
    this.services = services;
  }

  Spending spending() {
    return acme;
  }

  /**
   * Calls from many threads, and does something in the middle of it.
   *
   * @return how many commands had been answered by the end, and how many had not
   */
  String callDuring(Runnable fault) {
    CountDownLatch enough = new CountDownLatch(BEFORE_THE_FAULT);
    Together.run(
        THREADS + 1,
        thread -> {
          if (thread == THREADS) {
            await(enough);
            fault.run();
          } else {
            call(thread, enough);
          }
          return thread;
        });
    assertThat(unanswered).as("commands in the middle of which it happened").isNotEmpty();
    return answered.size() + " answered, " + unanswered.size() + " not";
  }

  private void call(int thread, CountDownLatch enough) {
    Optional<String> hold = Optional.empty();
    for (int turn = 0; turn < CALLS_EACH; turn++) {
      Command command = command(thread + turn, cards.get(thread / 2 % 2), hold);
      Optional<Reply> reply = send(thread, command);
      if (command.path().equals("/v1/authorizations")) {
        hold = reply.map(Reply::id);
      }
      reply.ifPresent(heard -> enough.countDown());
    }
  }

  private Command command(int number, Card card, Optional<String> hold) {
    Wallet wallet = card.wallet();
    return switch (number % 4) {
      case 0 -> new Command("/v1/authorizations", card.purchase(HELD));
      case 1 ->
          hold.map(id -> new Command("/v1/authorizations/" + id + "/clearings", one()))
              .orElseGet(() -> new Command(wallet.path() + "/top-ups", wallet.money(3)));
      case 2 -> new Command(wallet.path() + "/top-ups", wallet.money(2));
      default -> new Command("/v1/transfers", wallet.transfer(beside(wallet), 1));
    };
  }

  private static Map<String, Object> one() {
    return Map.of("amount", 1);
  }

  private Wallet beside(Wallet wallet) {
    Wallet first = cards.getFirst().wallet();
    return wallet.equals(first) ? cards.getLast().wallet() : first;
  }

  /** Empty if the service did not answer, or could not just then. */
  private Optional<Reply> send(int number, Command command) {
    try {
      Reply reply = services.ask(number, acme, command);
      if (reply.status() == 503) {
        assertThat(reply.retryAfter()).as(reply.body()).isTrue();
        unanswered.add(command);
        return Optional.empty();
      }
      assertThat(reply.status()).as(reply.body()).isEqualTo(201);
      answered.put(command, reply);
      unanswered.remove(command);
      return Optional.of(reply);
    } catch (IOException cut) {
      unanswered.add(command);
      return Optional.empty();
    }
  }

  /** Sends what was not answered again and again, until it is. */
  void repeatUnanswered() {
    List<Command> missing = List.copyOf(unanswered);
    Instant deadline = Instant.now().plus(PATIENCE);
    Together.run(
        THREADS,
        thread -> {
          for (int i = thread; i < missing.size(); i += THREADS) {
            while (send(i, missing.get(i)).isEmpty() && Instant.now().isBefore(deadline)) {
              pause();
            }
          }
          return thread;
        });
    assertThat(unanswered).isEmpty();
  }

  /** Asserts that every command has had its effect once, and was answered the same ever since. */
  void assertEachWasDoneOnce() {
    assertThat(answered).hasSize(THREADS * CALLS_EACH);
    List<Map.Entry<Command, Reply>> all = List.copyOf(answered.entrySet());
    Together.run(
        THREADS,
        thread -> {
          for (int i = thread; i < all.size(); i += THREADS) {
            Reply again = services.send(i, acme, all.get(i).getKey());
            assertThat(again.replayed()).as(again.body()).isTrue();
            assertThat(again.body()).isEqualTo(all.get(i).getValue().body());
          }
          return thread;
        });
    assertMoneyAddsUp();
    services.proveLedger(acme);
  }

  private void assertMoneyAddsUp() {
    long topUps = sum("/top-ups");
    long cleared = count("/clearings");
    long authorized = count("/v1/authorizations");
    List<Wallet> wallets = cards.stream().map(Card::wallet).toList();
    assertThat(wallets.stream().mapToLong(wallet -> wallet.balance().posted()).sum())
        .isEqualTo(2 * TOPPED_UP + topUps - cleared);
    assertThat(wallets.stream().mapToLong(wallet -> wallet.balance().held()).sum())
        .isEqualTo(HELD * authorized - cleared);
    assertThat(acme.all("/v1/authorizations", 200)).hasSize(Math.toIntExact(authorized));
    long entries = wallets.stream().mapToLong(wallet -> wallet.entries().size()).sum();
    assertThat(entries).isEqualTo(2 + answered.size() + count("/v1/transfers"));
  }

  private long count(String path) {
    return answered.keySet().stream().filter(command -> command.path().endsWith(path)).count();
  }

  private long sum(String path) {
    return answered.keySet().stream()
        .filter(command -> command.path().endsWith(path))
        .mapToLong(command -> amount(command))
        .sum();
  }

  private static long amount(Command command) {
    return ((Number) Objects.requireNonNull(command.body().get("amount"))).longValue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new AssertionError(told);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new AssertionError(told);
    }
  }
}
