package io.spendhub.vouchers.command;

import static java.util.stream.Collectors.groupingBy;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.shared.Ids;
import io.spendhub.vouchers.VoucherCommand;
import io.spendhub.vouchers.VoucherCommand.ExpireReservations;
import io.spendhub.vouchers.VoucherCommand.ReleaseExpired;
import io.spendhub.vouchers.domain.OverdueVouchers;
import io.spendhub.vouchers.domain.OverdueVouchers.Due;
import io.spendhub.vouchers.domain.OverdueVouchers.DueCampaign;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
  private static final int BATCHES_IN_A_RUN = 200;

  private final OverdueVouchers overdue;
  private final MoneyEngine engine;
  private final Clock clock;

  VoucherExpiry(OverdueVouchers overdue, MoneyEngine engine, Clock clock) {
    this.overdue = overdue;
    this.engine = engine;
    this.clock = clock;
  }

  @Scheduled(every = "10s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
  void run() {
    endReservations();
    Optional<Due> last = Optional.empty();
    for (int batch = 0; batch < BATCHES_IN_A_RUN; batch++) {
      List<Due> due = overdue.expired(clock.instant(), last, AT_ONCE);
      release(due);
      if (due.size() < AT_ONCE) {
        return;
      }
      last = Optional.of(due.getLast());
    }
  }

  /** A transaction ends a few hundred of a campaign; what is left is found again. */
  private void endReservations() {
    Instant now = clock.instant();
    Set<DueCampaign> failed = new HashSet<>();
    for (int round = 0; round < BATCHES_IN_A_RUN; round++) {
      List<DueCampaign> due =
          overdue.campaignsWithDueReservations(now, AT_ONCE).stream()
              .filter(campaign -> !failed.contains(campaign))
              .toList();
      for (DueCampaign campaign : due) {
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
        .collect(groupingBy(Due::campaign))
        .forEach(
            (campaign, vouchers) ->
                run(
                    campaign.organizationId(),
                    new ReleaseExpired(
                        campaign.campaignId(), vouchers.stream().map(Due::voucherId).toList())));
  }

  /** One organization's failure is logged, and tried again, and keeps no other from its turn. */
  private boolean run(UUID organizationId, VoucherCommand command) {
    String requestId = "expiry-" + Ids.next();
    try {
      engine.executeInBackground(
          organizationId, List.of(new Submission(List.of(), requestId, command)));
      return true;
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "Vouchers of organization %s could not be released.", organizationId);
      return false;
    }
  }
}
