package io.spendhub.vouchers.redemptions.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.platform.jobs.BackgroundJobs;
import io.spendhub.platform.jobs.OrganizationTurns;
import io.spendhub.platform.operations.ClockSkew;
import io.spendhub.shared.Ids;
import io.spendhub.vouchers.redemptions.VoucherCommand;
import io.spendhub.vouchers.redemptions.VoucherCommand.ExpireReservations;
import io.spendhub.vouchers.redemptions.VoucherCommand.ReleaseExpired;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers.Due;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers.DueCampaign;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes back what nobody can use any more: reservations that have run out, and what expired
 * vouchers still carry. Each is decided again under its campaign's lock, so nothing is taken back
 * twice even if two processes work at once.
 */
@ApplicationScoped
class VoucherExpiry {
  private static final Logger LOG = Logger.getLogger(VoucherExpiry.class);
  private static final int AT_ONCE = 500;
  private static final int ROUNDS_IN_A_RUN = 200;
  private static final int ROUNDS_IN_A_PASS = 10;
  private static final int PASSES_IN_A_RUN = 20;

  /** Each costs a second, and others wait meanwhile. */
  private static final int FAILURES_IN_A_TURN = 2;

  private static final Duration REST = Duration.ofSeconds(10);

  private final OverdueVouchers overdue;
  private final MoneyEngine engine;
  private final ClockSkew clocks;
  private final BackgroundJobs.Job releases;
  private final BackgroundJobs.Job endings;

  VoucherExpiry(
      OverdueVouchers overdue, MoneyEngine engine, ClockSkew clocks, BackgroundJobs background) {
    this.overdue = overdue;
    this.engine = engine;
    this.clocks = clocks;
    this.releases = background.named("expiry of vouchers", REST);
    this.endings = background.named("expiry of reservations", REST);
  }

  @Scheduled(every = "10s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
  void releaseExpired() {
    releases.run(
        () -> {
          Set<DueCampaign> standing = new HashSet<>();
          boolean over = false;
          for (int pass = 0; pass < PASSES_IN_A_RUN && !over; pass++) {
            over = releaseSome(standing);
          }
        });
  }

  /** Looks again now and then, so that what expires during a long run has its turn too. */
  private boolean releaseSome(Set<DueCampaign> standing) {
    OrganizationTurns<Due> turns = ReleaseTurns.of(overdue, clocks.surelyReached(), AT_ONCE);
    int before = standing.size();
    for (int round = 0; round < ROUNDS_IN_A_PASS && !turns.isOver(); round++) {
      turns.round((organization, due) -> release(due, standing));
    }
    return turns.isOver() && standing.size() == before;
  }

  /** On its own, for however many vouchers there are to be released, reservations end in time. */
  @Scheduled(every = "10s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
  void endReservations() {
    endings.run(this::endAll);
  }

  /** A transaction ends a few hundred of a campaign; what is left is found again. */
  private void endAll() {
    Instant now = clocks.surelyReached();
    Set<DueCampaign> failed = new HashSet<>();
    for (int round = 0; round < ROUNDS_IN_A_RUN; round++) {
      List<DueCampaign> due =
          overdue.campaignsWithDueReservations(now, AT_ONCE).stream()
              .filter(campaign -> !failed.contains(campaign))
              .toList();
      for (DueCampaign campaign : due) {
        endings.goesOn();
        if (!run(campaign.organizationId(), new ExpireReservations(campaign.campaignId()))) {
          failed.add(campaign);
        }
      }
      if (due.isEmpty()) {
        return;
      }
    }
  }

  /**
   * What is left when too many campaigns stand still comes again, without them.
   *
   * @param standing the campaigns that cannot be worked on in this run
   */
  private void release(List<Due> due, Set<DueCampaign> standing) {
    int failures = 0;
    for (var ofOne :
        due.stream()
            .distinct()
            .filter(each -> !standing.contains(each.campaign()))
            .collect(groupingBy(Due::campaign, mapping(Due::voucherId, toList())))
            .entrySet()) {
      if (failures < FAILURES_IN_A_TURN && !release(ofOne.getKey(), ofOne.getValue())) {
        standing.add(ofOne.getKey());
        failures++;
      }
    }
  }

  private boolean release(DueCampaign campaign, List<UUID> vouchers) {
    releases.goesOn();
    return run(campaign.organizationId(), new ReleaseExpired(campaign.campaignId(), vouchers));
  }

  /** One organization's failure is logged, and tried again, and keeps no other from its turn. */
  private boolean run(UUID organizationId, VoucherCommand command) {
    String requestId = "expiry-" + Ids.next();
    try {
      engine.executeInBackground(organizationId, List.of(Submission.ofService(requestId, command)));
      return true;
    } catch (Throwable failure) {
      LOG.errorf(failure, "Vouchers of organization %s could not be released.", organizationId);
      return false;
    }
  }
}
