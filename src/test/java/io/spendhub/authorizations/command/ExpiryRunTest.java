package io.spendhub.authorizations.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.domain.EndedHolds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose holds are given back next, and what is left behind. */
class ExpiryRunTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant NOW = START.plusSeconds(1_000_000);
  private static final UUID BUSY = new UUID(1, 0);
  private static final UUID QUIET = new UUID(2, 0);
  private static final UUID WALLET = new UUID(7, 0);

  private final Kept kept = new Kept();
  private final Set<UUID> stuck = new HashSet<>();
  private final List<List<EndedHolds.Due>> attempts = new ArrayList<>();
  private final ExpiryRun run = new ExpiryRun(kept, this::giveBack);

  @Test
  void one_hold_of_an_organization_does_not_wait_for_the_many_of_another() {
    kept.hold(BUSY, WALLET, 10 * ExpiryRun.AT_ONCE);
    kept.hold(QUIET, WALLET, 1);

    run.goOn(NOW);

    assertThat(attempts.get(1)).extracting(EndedHolds.Due::organizationId).containsOnly(QUIET);
    assertThat(kept.behind).containsOnlyKeys(BUSY);
  }

  @Test
  void a_run_goes_on_until_all_are_given_back_and_nobody_is_behind() {
    kept.hold(BUSY, WALLET, 10 * ExpiryRun.AT_ONCE + 7);
    kept.hold(QUIET, WALLET, 1);

    assertThat(run.goOn(NOW)).isTrue();
    while (run.goOn(NOW)) {
      assertThat(kept.behind).containsOnlyKeys(BUSY);
    }

    assertThat(kept.all()).isEmpty();
    assertThat(kept.behind).isEmpty();
    assertThat(kept.doneUpTo).isEqualTo(NOW);
  }

  @Test
  void a_wallet_that_stands_still_keeps_no_other_from_its_turn_and_is_tried_once_a_run() {
    UUID still = new UUID(8, 0);
    stuck.add(still);
    kept.hold(BUSY, WALLET, 3);
    kept.hold(BUSY, still, 5);
    kept.hold(BUSY, WALLET, 3);

    while (run.goOn(NOW)) {
      assertThat(attempts).hasSizeLessThan(10);
    }

    assertThat(kept.all()).extracting(EndedHolds.Due::walletId).containsOnly(still).hasSize(5);
    assertThat(attempts.stream().filter(each -> isOf(still, each))).hasSize(1);
  }

  @Test
  void what_stands_still_is_behind_and_comes_again_in_the_next_run() {
    UUID still = new UUID(8, 0);
    stuck.add(still);
    kept.hold(BUSY, WALLET, 3);
    kept.hold(BUSY, still, 2);
    kept.hold(BUSY, WALLET, 3 * ExpiryRun.AT_ONCE);
    Instant first = START.plusSeconds(3);

    while (run.goOn(NOW)) {
      assertThat(kept.behind).hasEntrySatisfying(BUSY, since -> assertThat(since).isEqualTo(first));
    }
    assertThat(kept.behind).containsExactly(Map.entry(BUSY, first));

    stuck.clear();
    new ExpiryRun(kept, this::giveBack).goOn(NOW);
    assertThat(kept.all()).isEmpty();
    assertThat(kept.behind).isEmpty();
  }

  /** A wallet that is locked costs a second, and a tenant may lock as many as it likes. */
  @Test
  void many_wallets_that_stand_still_cost_the_others_three_attempts_a_turn() {
    for (int wallet = 0; wallet < 100; wallet++) {
      UUID still = new UUID(8, wallet);
      stuck.add(still);
      kept.hold(BUSY, still, 1);
    }
    kept.hold(BUSY, WALLET, 1);
    kept.hold(QUIET, WALLET, 1);

    assertThat(run.goOn(NOW)).isTrue();

    assertThat(attempts).hasSize(4);
    assertThat(attempts.getLast()).extracting(EndedHolds.Due::organizationId).containsOnly(QUIET);
    while (run.goOn(NOW)) {
      assertThat(kept.all()).isNotEmpty();
    }
    assertThat(kept.all()).extracting(EndedHolds.Due::walletId).doesNotContain(WALLET).hasSize(100);
  }

  @Test
  void where_nothing_has_ended_all_is_done() {
    assertThat(run.goOn(NOW)).isFalse();
    assertThat(kept.doneUpTo).isEqualTo(NOW);
  }

  private boolean giveBack(UUID organizationId, List<EndedHolds.Due> holds) {
    attempts.add(holds);
    if (holds.stream().anyMatch(hold -> stuck.contains(hold.walletId()))) {
      return false;
    }
    Objects.requireNonNull(kept.holds.get(organizationId)).removeAll(holds);
    return true;
  }

  private static boolean isOf(UUID wallet, List<EndedHolds.Due> attempt) {
    return attempt.stream().allMatch(hold -> hold.walletId().equals(wallet));
  }

  /** Holds that ended a second after each other, as lists. */
  private static final class Kept implements EndedHolds {
    private final Map<UUID, List<Due>> holds = new TreeMap<>();
    private Map<UUID, Instant> behind = Map.of();
    private Instant doneUpTo = START;

    void hold(UUID organization, UUID wallet, int count) {
      List<Due> ofOne = holds.computeIfAbsent(organization, first -> new ArrayList<>());
      for (int i = 0; i < count; i++) {
        Instant end = START.plusSeconds(ofOne.size());
        UUID id = new UUID(9, ofOne.size());
        ofOne.add(new Due(organization, id, wallet, Optional.empty(), end));
      }
    }

    List<Due> all() {
      return holds.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public boolean lock() {
      return true;
    }

    @Override
    public List<Waiting> organizations(Instant now) {
      return holds.keySet().stream()
          .map(each -> new Waiting(each, behind.getOrDefault(each, doneUpTo)))
          .filter(each -> ended(each, now).findAny().isPresent())
          .toList();
    }

    @Override
    public List<Due> due(
        Waiting of, Optional<Due> after, Instant now, Collection<UUID> standing, int atMost) {
      return ended(of, now)
          .filter(each -> after.isEmpty() || each.expiresAt().isAfter(after.get().expiresAt()))
          .filter(each -> !standing.contains(each.walletId()))
          .limit(atMost)
          .toList();
    }

    private Stream<Due> ended(Waiting of, Instant now) {
      return holds.getOrDefault(of.organizationId(), List.of()).stream()
          .filter(each -> !each.expiresAt().isBefore(of.since()))
          .filter(each -> !each.expiresAt().isAfter(now));
    }

    @Override
    public void doneUpTo(Instant now, Map<UUID, Instant> left) {
      doneUpTo = now;
      behind = left;
    }
  }
}
