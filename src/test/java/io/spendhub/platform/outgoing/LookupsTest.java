package io.spendhub.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendhub.platform.outgoing.Lookups.NoRoom;
import io.spendhub.shared.Refusal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Names of which the servers say nothing until they are told to. */
class LookupsTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID OTHER = new UUID(1, 2);
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("1.1.1.1");

  private final CountDownLatch spoken = new CountDownLatch(1);

  private InetAddress[] resolve(String host) {
    try {
      if (host.startsWith("silent")) {
        spoken.await();
      }
      return new InetAddress[] {ADDRESS};
    } catch (InterruptedException told) {
      throw new IllegalStateException(told);
    }
  }

  private static List<CompletableFuture<List<InetAddress>>> fill(Lookups lookups) {
    List<CompletableFuture<List<InetAddress>>> waiting = new ArrayList<>();
    for (int number = 0; number < Lookups.MOST_OF_ONE; number++) {
      waiting.add(lookups.of(ACME, "silent" + number));
    }
    return waiting;
  }

  @Test
  void silent_names_of_one_organization_stop_no_other() throws Exception {
    Lookups lookups = new Lookups(this::resolve);
    List<CompletableFuture<List<InetAddress>>> waiting = fill(lookups);

    assertThatThrownBy(() -> lookups.of(ACME, "more").get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(NoRoom.class);
    assertThat(lookups.of(ACME, "silent0")).isSameAs(waiting.getFirst());
    assertThat(lookups.of(OTHER, "more").get()).containsExactly(ADDRESS);

    spoken.countDown();
    for (CompletableFuture<List<InetAddress>> each : waiting) {
      assertThat(each.get()).containsExactly(ADDRESS);
    }
    assertThat(lookups.of(ACME, "more").get()).containsExactly(ADDRESS);
  }

  @Test
  void want_of_room_is_not_told_as_a_fault_of_the_url() {
    Targets targets = new Targets(List.of(), this::resolve);
    for (int number = 0; number < Lookups.MOST_OF_ONE; number++) {
      Target silent = Target.of("https://silent" + number).orElseThrow();
      assertThatThrownBy(() -> targets.addressOf(ACME, silent, Duration.ofMillis(1)));
    }

    assertThatThrownBy(() -> targets.require(ACME, "/url", "https://more"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("unavailable"));
    spoken.countDown();
  }
}
