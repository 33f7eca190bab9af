package io.spendhub.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendhub.shared.Refusal;
import io.spendhub.testing.api.Together;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who waits for several wallets holds none of them up. */
class LinesTest {
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final Lines<String> lines = new Lines<>(1, 100, FOR_EVER);

  @Test
  void as_many_are_served_at_once_as_may_be() {
    Lines<String> two = new Lines<>(2, 100, FOR_EVER);
    AtomicInteger inside = new AtomicInteger();

    var seen =
        Together.run(
            16,
            thread ->
                two.visit(
                    List.of("wallet"),
                    () -> {
                      int together = inside.incrementAndGet();
                      inside.decrementAndGet();
                      return together;
                    }));

    assertThat(seen).allSatisfy(together -> assertThat(together).isBetween(1, 2));
    assertThat(two.size()).isZero();
  }

  @Test
  void a_batch_that_waits_for_one_wallet_holds_up_nobody_at_its_others() {
    Visitor slow = enter("slow");
    Visitor batch = standing("slow", "first", "second");

    assertThat(lines.visit(List.of("first"), () -> "served")).isEqualTo("served");
    assertThat(lines.visit(List.of("second", "first"), () -> "served")).isEqualTo("served");
    assertThat(batch.isInside()).isFalse();

    slow.leave();
    batch.awaitInside();
    batch.leave();
    assertThat(lines.size()).isZero();
  }

  @Test
  void a_batch_has_its_turn_before_those_that_came_later() {
    Visitor first = enter("busy");
    Visitor batch = standing("busy", "free");
    Visitor later = standing("busy");

    first.leave();

    batch.awaitInside();
    assertThat(later.isInside()).isFalse();
    batch.leave();
    later.awaitInside();
    later.leave();
    assertThat(lines.size()).isZero();
  }

  @Test
  void a_batch_that_let_others_go_ahead_does_not_stand_behind_them_again() {
    Visitor slow = enter("slow");
    Visitor first = enter("busy");
    Visitor batch = standing("slow", "busy");
    Visitor later = standing("busy");

    first.leave();
    later.awaitInside();
    assertThat(batch.isInside()).isFalse();
    slow.leave();

    batch.awaitInside();
    assertThat(later.isInside()).isTrue();
    later.leave();
    batch.leave();
    assertThat(lines.size()).isZero();
  }

  @Test
  void who_finds_a_line_too_long_is_told_at_once_and_stands_in_no_other() {
    Lines<String> small = new Lines<>(1, 0, FOR_EVER);

    small.visit(
        List.of("wallet"),
        () -> {
          assertThatThrownBy(() -> small.visit(List.of("another", "wallet"), () -> "served"))
              .isInstanceOfSatisfying(
                  Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("unavailable"));
          return small.visit(List.of("another"), () -> "served");
        });

    assertThat(small.size()).isZero();
  }

  @Test
  void whose_patience_is_over_leaves_all_lines() {
    Lines<String> hasty = new Lines<>(1, 1, Duration.ZERO);

    hasty.visit(
        List.of("wallet"),
        () -> {
          assertThatThrownBy(() -> hasty.visit(List.of("wallet", "another"), () -> "served"))
              .isInstanceOf(Refusal.class);
          assertThat(hasty.standing("wallet")).isZero();
          return "done";
        });

    assertThat(hasty.size()).isZero();
  }

  /** Goes in at once. */
  private Visitor enter(String... wallets) {
    Visitor visitor = new Visitor(wallets);
    visitor.awaitInside();
    return visitor;
  }

  /** Stands in the line of the first of its wallets, and of others that are busy. */
  private Visitor standing(String... wallets) {
    int before = lines.standing(wallets[0]);
    Visitor visitor = new Visitor(wallets);
    while (lines.standing(wallets[0]) == before) {
      Thread.onSpinWait();
    }
    return visitor;
  }

  private final class Visitor {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread thread;

    Visitor(String... wallets) {
      thread =
          Thread.ofVirtual()
              .start(
                  () ->
                      lines.visit(
                          List.of(wallets),
                          () -> {
                            entered.countDown();
                            await(told);
                            return "left";
                          }));
    }

    boolean isInside() {
      return entered.getCount() == 0;
    }

    void awaitInside() {
      await(entered);
    }

    void leave() {
      told.countDown();
      try {
        thread.join();
      } catch (InterruptedException impossible) {
        throw new AssertionError(impossible);
      }
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }
}
