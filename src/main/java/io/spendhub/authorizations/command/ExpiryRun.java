package io.spendhub.authorizations.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.spendhub.authorizations.domain.EndedHolds;
import io.spendhub.authorizations.domain.EndedHolds.Due;
import io.spendhub.authorizations.domain.EndedHolds.Waiting;
import io.spendhub.platform.jobs.OrganizationTurns;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * One run through the holds that have ended: whose turn it is, which wallets stand still, and what
 * is left behind for the next run.
 */
final class ExpiryRun {
  static final int AT_ONCE = 200;
  private static final int ROUNDS_IN_A_PASS = 5;

  /** Each costs a second, and others wait meanwhile. */
  private static final int FAILURES_IN_A_TURN = 2;

  /** Gives back some holds of one organization, all of them or none. */
  @FunctionalInterface
  interface Attempt {
    boolean succeeds(UUID organizationId, List<Due> holds);
  }

  private final EndedHolds ended;
  private final Attempt attempt;
  private final Set<UUID> standing = new HashSet<>();
  private final Map<UUID, Instant> standingSince = new HashMap<>();

  ExpiryRun(EndedHolds ended, Attempt attempt) {
    this.ended = ended;
    this.attempt = attempt;
  }

  /**
   * Some turns of every organization that has holds to give back at an instant. The list is then
   * made anew, so that what ends during a long run has its turn too.
   *
   * @return whether there was more than that
   */
  boolean goOn(Instant now) {
    OrganizationTurns<Due> turns = new OrganizationTurns<>(AT_ONCE);
    for (Waiting each : ended.organizations(now)) {
      turns.add(
          each.organizationId(), (last, atMost) -> ended.due(each, last, now, standing, atMost));
    }
    Map<UUID, Instant> behind = new HashMap<>();
    Map<UUID, Instant> reached = new HashMap<>();
    for (int round = 0; round < ROUNDS_IN_A_PASS && !turns.isOver(); round++) {
      turns.round(
          (organization, due) -> {
            if (!due.isEmpty()) {
              reached.put(organization, due.getLast().expiresAt());
              turn(organization, due, turns, behind);
            }
          });
    }
    turns.waiting().forEach(each -> earliest(behind, each, reached.getOrDefault(each, now)));
    boolean more = !behind.isEmpty();
    standingSince.forEach((organization, since) -> earliest(behind, organization, since));
    ended.doneUpTo(now, behind);
    return more;
  }

  /** All at once; where that fails, by wallet, so that one keeps no other from its turn. */
  private void turn(
      UUID organization, List<Due> due, OrganizationTurns<Due> turns, Map<UUID, Instant> behind) {
    Map<UUID, List<Due>> byWallet =
        due.stream().collect(groupingBy(Due::walletId, LinkedHashMap::new, toList()));
    if (byWallet.size() > 1 && attempt.succeeds(organization, due)) {
      return;
    }
    int failures = 0;
    for (List<Due> ofOne : byWallet.values()) {
      if (failures == FAILURES_IN_A_TURN) {
        earliest(behind, organization, ofOne.getFirst().expiresAt());
      } else if (!attempt.succeeds(organization, ofOne)) {
        standing.add(ofOne.getFirst().walletId());
        earliest(standingSince, organization, ofOne.getFirst().expiresAt());
        failures++;
      }
    }
    if (failures == FAILURES_IN_A_TURN) {
      // What it has left comes in the next pass, after all others had their turn.
      turns.leave(organization);
      earliest(behind, organization, due.getLast().expiresAt());
    }
  }

  private static void earliest(Map<UUID, Instant> of, UUID organization, Instant at) {
    of.merge(organization, at, (one, other) -> one.isBefore(other) ? one : other);
  }
}
