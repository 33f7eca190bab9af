package io.spendhub.vouchers.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.platform.operations.BackgroundJobs;
import io.spendhub.shared.Ids;
import io.spendhub.vouchers.VoucherCommand;
import io.spendhub.vouchers.VoucherCommand.ExpireReservations;
import io.spendhub.vouchers.VoucherCommand.ReleaseExpired;
import io.spendhub.vouchers.domain.OverdueVouchers;
import io.spendhub.vouchers.domain.OverdueVouchers.Due;
import io.spendhub.vouchers.domain.OverdueVouchers.DueCampaign;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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
  private static final Duration REST = Duration.ofSeconds(10);

  private final OverdueVouchers overdue;
  private final MoneyEngine engine;
  private final Clock clock;
  private final BackgroundJobs.Job releases;
  private final BackgroundJobs.Job endings;

  VoucherExpiry(
      OverdueVouchers overdue, MoneyEngine engine, Clock clock, BackgroundJobs background) {
    this.overdue = overdue;
    this.engine = engine;
    this.clock = clock;
    this.releases = background.named("expiry of vouchers", REST);
    this.endings = background.named("expiry of reservations", REST);
  }

  @Scheduled(every = "10s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
  void releaseExpired() {
    releases.run(
        () -> {
          boolean over = false;
          for (int pass = 0; pass < PASSES_IN_A_RUN && !over; pass++) {
            over = releaseSome();
          }
        });
  }

  /** Looks again now and then, so that what expires during a long run has its turn too. */
  private boolean releaseSome() {
    ReleaseTurns turns = new ReleaseTurns(overdue, clock.instant(), AT_ONCE);
    for (int round = 0; round < ROUNDS_IN_A_PASS && !turns.isOver(); round++) {
      turns.round(this::release);
    }
    return turns.isOver();
  }

  /** On its own, for however many vouchers there are to be released, reservations end in time. */
  @Scheduled(every = "10s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
  void endReservations() {
    endings.run(this::endAll);
  }

  /** A transaction ends a few hundred of a campaign; what is left is found again. */
  private void endAll() {
    Instant now = clock.instant();
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

  private void release(List<Due> due) {
    due.stream()
        .distinct()
        .collect(groupingBy(Due::campaign, mapping(Due::voucherId, toList())))
        .forEach(this::release);
  }

  private void release(DueCampaign campaign, List<UUID> vouchers) {
    releases.goesOn();
    run(campaign.organizationId(), new ReleaseExpired(campaign.campaignId(), vouchers));
  }

  /** One organization's failure is logged, and tried again, and keeps no other from its turn. */
  private boolean run(UUID organizationId, VoucherCommand command) {
    String requestId = "expiry-" + Ids.next();
    try {
      engine.executeInBackground(
          organizationId, List.of(new Submission(List.of(), requestId, command)));
      return true;
    } catch (Throwable failure) {
      LOG.errorf(failure, "Vouchers of organization %s could not be released.", organizationId);
      return false;
    }
  }
}
