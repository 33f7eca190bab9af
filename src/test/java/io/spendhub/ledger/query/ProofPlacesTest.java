package io.spendhub.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.Until;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Two places, and organizations that want them. */
class ProofPlacesTest {
  private static final UUID ANN = new UUID(0, 1);
  private static final UUID BOB = new UUID(0, 2);
  private static final UUID CAT = new UUID(0, 3);
  private static final UUID DAN = new UUID(0, 4);
  private static final Duration VERY_LONG = Duration.ofHours(1);

  private final AtomicLong now = new AtomicLong();
  private final ProofPlaces places = new ProofPlaces(2, now::get);

  @Test
  void whoever_asks_again_and_again_goes_behind_those_who_were_refused() {
    taken(ANN);
    taken(BOB);
    Duration wait = refused(CAT);

    places.release(ANN);
    refused(ANN);
    pass(wait);
    taken(CAT);

    places.release(BOB);
    taken(ANN);
    refused(BOB);
  }

  @Test
  void whoever_was_refused_and_does_not_come_back_keeps_nobody_out_for_long() {
    taken(ANN);
    taken(BOB);
    refused(CAT);
    places.release(ANN);
    refused(ANN);

    pass(Duration.ofMinutes(2));

    taken(ANN);
  }

  @Test
  void a_place_that_is_kept_for_one_is_no_loss_to_those_who_had_none() {
    taken(ANN);
    taken(BOB);
    refused(CAT);
    places.release(ANN);

    taken(DAN);
  }

  @Test
  void whoever_had_a_turn_takes_a_place_that_nobody_else_wants() {
    taken(ANN);
    places.release(ANN);

    taken(ANN);
  }

  @Test
  void whoever_waits_here_comes_before_one_that_just_had_its_turn() {
    taken(ANN);
    taken(BOB);
    CompletableFuture<Optional<Duration>> waiting =
        CompletableFuture.supplyAsync(() -> places.take(CAT, VERY_LONG));
    Until.holds(() -> places.isAwaitedBy(CAT));

    places.release(ANN);
    refused(ANN);

    assertThat(waiting.join()).isEmpty();
  }

  @Test
  void the_time_to_wait_is_that_which_proofs_take() {
    taken(ANN);
    pass(Duration.ofSeconds(7));
    places.release(ANN);

    taken(BOB);
    taken(CAT);
    assertThat(refused(DAN)).isEqualTo(Duration.ofSeconds(7));

    pass(Duration.ofSeconds(25));
    assertThat(refused(DAN)).isEqualTo(Duration.ofSeconds(25));
    pass(Duration.ofHours(1));
    assertThat(refused(DAN)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a_thread_that_is_told_to_end_waits_no_longer_and_stays_told() {
    taken(ANN);
    taken(BOB);

    Thread.currentThread().interrupt();
    Optional<Duration> wait = places.take(CAT, VERY_LONG);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(wait).isPresent();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private void taken(UUID organizationId) {
    assertThat(places.take(organizationId, Duration.ZERO)).isEmpty();
  }

  private Duration refused(UUID organizationId) {
    return places.take(organizationId, Duration.ZERO).orElseThrow();
  }
}
