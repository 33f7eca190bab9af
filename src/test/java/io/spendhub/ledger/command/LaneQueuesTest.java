package io.spendhub.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendhub.ledger.Lane;
import io.spendhub.ledger.MoneyCommand;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.ledger.command.BatchTransaction.Locking;
import io.spendhub.ledger.command.LaneQueues.Batch;
import io.spendhub.ledger.command.LaneQueues.Kind;
import io.spendhub.shared.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits with whom, and whose turn it is. */
@Timeout(60)
class LaneQueuesTest {
  private static final UUID ACME = new UUID(1, 0);
  private static final UUID OTHER = new UUID(2, 0);
  private static final UUID WALLET = new UUID(0, 10);
  private static final UUID BESIDE = anotherIn(WALLET, true);
  private static final UUID ELSEWHERE = anotherIn(WALLET, false);
  private static final UUID BESIDE_ELSEWHERE = new UUID(0, 13);
  private static final int THREADS = 5;
  private static final int LANES = 2;
  private static final int MOST = 3;

  private final LaneQueues queues = new LaneQueues(THREADS, MOST);

  private record Spend(UUID wallet) implements OnOneWallet {}

  private record Move(UUID from, UUID to) implements MoneyCommand {
    @Override
    public Collection<UUID> accountIds() {
      return List.of(from, to);
    }

    @Override
    public Lane lane() {
      return Lane.ofWallet(from);
    }
  }

  @Test
  void alone_a_command_waits_for_nobody() throws InterruptedException {
    Ticket ticket = join(ACME, new Spend(WALLET));

    assertThat(take().tickets()).containsExactly(ticket);
  }

  @Test
  void while_a_lane_runs_the_next_batch_gathers_in_order() throws InterruptedException {
    join(ACME, new Spend(WALLET));
    Batch running = take();
    Ticket first = join(ACME, new Spend(WALLET));
    Ticket second = join(ACME, new Spend(BESIDE));
    Ticket elsewhere = join(ACME, new Spend(ELSEWHERE));

    assertThat(take().tickets()).containsExactly(elsewhere);
    queues.ended(running, Map.of());
    assertThat(take().tickets()).containsExactly(first, second);
  }

  @Test
  void a_batch_is_no_larger_than_it_may_be() throws InterruptedException {
    List<Ticket> tickets =
        IntStream.range(0, MOST + 1).mapToObj(n -> join(ACME, new Spend(WALLET))).toList();

    Batch batch = take();

    assertThat(batch.tickets()).isEqualTo(tickets.subList(0, MOST));
    assertThat(queues.waiting(Kind.WALLET)).isEqualTo(1);
  }

  @Test
  void organizations_have_their_turns_one_after_another() throws InterruptedException {
    IntStream.range(0, 2 * MOST).forEach(n -> join(ACME, new Spend(WALLET)));
    join(OTHER, new Spend(WALLET));
    Batch first = take();
    queues.ended(first, Map.of());

    assertThat(take().organizationId()).isEqualTo(OTHER);
    assertThat(take().organizationId()).isEqualTo(ACME);
  }

  @Test
  void no_organization_runs_more_lanes_at_once_than_it_may() throws InterruptedException {
    join(ACME, new Spend(WALLET));
    join(ACME, new Spend(ELSEWHERE));
    Batch first = take();
    Batch second = take();
    Ticket third = joinOf(ACME, Lane.ofCampaign(UUID.randomUUID()));
    Ticket other = join(OTHER, new Spend(WALLET));

    assertThat(take().tickets()).containsExactly(other);
    queues.ended(first, Map.of());
    assertThat(take().tickets()).containsExactly(third);
    queues.ended(second, Map.of());
  }

  @Test
  void commands_on_an_account_that_others_hold_wait_for_it_in_a_lane_of_its_own()
      throws InterruptedException {
    Ticket held = join(ACME, new Spend(WALLET));
    Batch batch = take();
    Ticket later = join(ACME, new Spend(WALLET));
    Ticket beside = join(ACME, new Spend(BESIDE));

    queues.ended(batch, Map.of(held, WALLET));
    Ticket last = join(ACME, new Spend(WALLET));

    List<Batch> next = List.of(take(), take());
    assertThat(next)
        .filteredOn(each -> each.locking() instanceof Locking.Awaiting)
        .singleElement()
        .extracting(Batch::tickets)
        .isEqualTo(List.of(held, later, last));
    assertThat(next)
        .filteredOn(each -> each.locking() instanceof Locking.WhatIsFree)
        .singleElement()
        .extracting(Batch::tickets)
        .isEqualTo(List.of(beside));
  }

  @Test
  void held_accounts_leave_a_lane_to_those_that_are_free() throws InterruptedException {
    Ticket one = join(ACME, new Spend(WALLET));
    Ticket two = join(ACME, new Spend(BESIDE));
    Map<Ticket, UUID> held = new LinkedHashMap<>();
    held.put(one, WALLET);
    held.put(two, BESIDE);
    queues.ended(take(), held);
    Batch waiting = take();
    Ticket free = join(ACME, new Spend(ELSEWHERE));

    assertThat(waiting.locking()).isEqualTo(new Locking.Awaiting(WALLET));
    assertThat(take().tickets()).containsExactly(free);
    queues.ended(waiting, Map.of());
    assertThat(take().locking()).isEqualTo(new Locking.Awaiting(BESIDE));
  }

  @Test
  void what_stands_behind_a_held_command_stays_behind_it() throws InterruptedException {
    List<Ticket> call = tickets(new Move(ELSEWHERE, WALLET), new Spend(WALLET), new Spend(BESIDE));
    queues.join(ACME, call);
    Batch batch = take();
    List<Ticket> later = tickets(new Move(BESIDE_ELSEWHERE, WALLET), new Spend(WALLET));
    queues.join(ACME, later);

    queues.ended(batch, Map.of(call.getFirst(), ELSEWHERE));

    assertThat(take().tickets())
        .containsExactly(call.getFirst(), later.getFirst(), later.getLast());
  }

  @Test
  void the_lane_of_a_held_account_ends_with_its_batch() throws InterruptedException {
    Ticket held = join(ACME, new Spend(WALLET));
    queues.ended(take(), Map.of(held, WALLET));
    Batch waiting = take();
    Ticket later = join(ACME, new Spend(WALLET));

    queues.ended(waiting, Map.of());

    Batch next = take();
    assertThat(next.tickets()).containsExactly(later);
    assertThat(next.locking()).isEqualTo(new Locking.WhatIsFree());
  }

  @Test
  void held_accounts_of_many_organizations_leave_threads_to_the_others()
      throws InterruptedException {
    for (int number = 0; number < THREADS; number++) {
      join(new UUID(9, number), new Spend(WALLET));
    }
    List<Batch> running = List.of(take(), take(), take(), take(), take());
    running.forEach(batch -> queues.ended(batch, Map.of(batch.tickets().getFirst(), WALLET)));
    Batch first = take();
    Batch second = take();
    Ticket free = join(OTHER, new Spend(WALLET));

    assertThat(List.of(first.locking(), second.locking()))
        .containsOnly(new Locking.Awaiting(WALLET));
    assertThat(take().tickets()).containsExactly(free);
    queues.ended(first, Map.of());
    assertThat(take().locking()).isEqualTo(new Locking.Awaiting(WALLET));
  }

  @Test
  void who_waits_for_a_held_account_may_leave() throws InterruptedException {
    Ticket held = join(ACME, new Spend(WALLET));
    queues.ended(take(), Map.of(held, WALLET));

    assertThatThrownBy(() -> held.await(Duration.ZERO)).isInstanceOf(Refusal.class);
  }

  @Test
  void commands_of_one_call_on_one_account_each_are_dealt_out() throws InterruptedException {
    List<Ticket> call = tickets(new Spend(WALLET), new Spend(ELSEWHERE), new Spend(WALLET));
    queues.join(ACME, call);

    assertThat(List.of(take().tickets(), take().tickets()))
        .containsExactlyInAnyOrder(List.of(call.get(0), call.get(2)), List.of(call.get(1)));
  }

  @Test
  void commands_of_one_call_on_several_accounts_stay_together() throws InterruptedException {
    List<Ticket> call =
        tickets(new Spend(WALLET), new Move(ELSEWHERE, WALLET), new Spend(ELSEWHERE));
    queues.join(ACME, call);

    assertThat(take().tickets()).isEqualTo(call);
  }

  @Test
  void who_has_left_is_not_served() throws InterruptedException {
    Ticket left = join(ACME, new Spend(WALLET));
    Ticket stays = join(ACME, new Spend(WALLET));

    assertThatThrownBy(() -> left.await(Duration.ZERO))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
    assertThat(take().tickets()).containsExactly(stays);
  }

  @Test
  void who_comes_where_too_many_wait_is_told_so_at_once_and_nobody_else_is()
      throws InterruptedException {
    queues.join(ACME, tickets(10_000));

    assertThatThrownBy(() -> join(ACME, new Spend(WALLET))).isInstanceOf(Refusal.class);
    join(OTHER, new Spend(WALLET));
    take();
    join(ACME, new Spend(WALLET));
  }

  @Test
  void what_waits_when_the_queues_are_closed_is_still_run() throws InterruptedException {
    Ticket ticket = join(ACME, new Spend(WALLET));
    queues.close();

    assertThatThrownBy(() -> join(ACME, new Spend(WALLET))).isInstanceOf(Refusal.class);
    Batch last = take();
    assertThat(last.tickets()).containsExactly(ticket);
    queues.ended(last, Map.of());
    assertThat(queues.take()).isEmpty();
    assertThat(queues.organizations()).isZero();
  }

  private Batch take() throws InterruptedException {
    return queues.take().orElseThrow();
  }

  private Ticket join(UUID organizationId, MoneyCommand command) {
    List<Ticket> call = tickets(command);
    queues.join(organizationId, call);
    return call.getFirst();
  }

  private Ticket joinOf(UUID organizationId, Lane lane) {
    return join(
        organizationId,
        new MoneyCommand() {
          @Override
          public Collection<UUID> accountIds() {
            return List.of();
          }

          @Override
          public Lane lane() {
            return lane;
          }
        });
  }

  private static List<Ticket> tickets(MoneyCommand... commands) {
    return List.of(commands).stream()
        .map(command -> new Ticket(Submission.ofService("request", command), Map.of()))
        .toList();
  }

  private static List<Ticket> tickets(int number) {
    return tickets(
        IntStream.range(0, number).mapToObj(n -> new Spend(WALLET)).toArray(MoneyCommand[]::new));
  }

  private static UUID anotherIn(UUID wallet, boolean sameLane) {
    return IntStream.iterate(11, n -> n + 1)
        .mapToObj(n -> new UUID(0, n))
        .filter(id -> (number(id) == number(wallet)) == sameLane)
        .findFirst()
        .orElseThrow();
  }

  private static int number(UUID wallet) {
    return Math.floorMod(Lane.ofWallet(wallet).id().hashCode(), LANES);
  }
}
