package io.spendhub.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendhub.shared.Refusal;
import io.spendhub.testing.api.Together;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QueuesTest {
  @Test
  void as_many_are_served_at_once_as_there_are_places() {
    Queues<String> queues = new Queues<>(2, 100);
    AtomicInteger served = new AtomicInteger();

    var seen =
        Together.run(
            16,
            thread -> {
              queues.enter("wallet");
              int together = served.incrementAndGet();
              served.decrementAndGet();
              queues.leave("wallet");
              return together;
            });

    assertThat(seen).allSatisfy(together -> assertThat(together).isBetween(1, 2));
    assertThat(queues.size()).isZero();
  }

  @Test
  void who_finds_a_queue_too_long_is_told_at_once_and_others_are_not_held_up() {
    Queues<String> queues = new Queues<>(1, 0);
    queues.enter("wallet");

    assertThatThrownBy(() -> queues.enter("wallet"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("unavailable"));
    queues.enter("another");
    queues.leave("another");
    queues.leave("wallet");
    queues.enter("wallet");
    queues.leave("wallet");

    assertThat(queues.size()).isZero();
  }

  @Test
  void a_place_that_comes_free_goes_to_who_waits() throws InterruptedException {
    Queues<String> queues = new Queues<>(1, 1);
    CountDownLatch entered = new CountDownLatch(1);
    queues.enter("wallet");
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  queues.enter("wallet");
                  entered.countDown();
                  queues.leave("wallet");
                });

    queues.leave("wallet");
    waiting.join();

    assertThat(entered.getCount()).isZero();
    assertThat(queues.size()).isZero();
  }
}
