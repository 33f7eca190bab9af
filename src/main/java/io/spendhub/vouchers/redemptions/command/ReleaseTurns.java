package io.spendhub.vouchers.redemptions.command;

import io.spendhub.platform.jobs.OrganizationTurns;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers.Due;
import java.time.Instant;
import java.util.UUID;

/** The vouchers that were over at an instant, their organizations in turns. */
final class ReleaseTurns {
  private ReleaseTurns() {}

  static OrganizationTurns<Due> of(OverdueVouchers overdue, Instant now, int atOnce) {
    OrganizationTurns<Due> turns = new OrganizationTurns<>(atOnce);
    for (UUID organization : overdue.organizationsWithExpired(now)) {
      turns.add(organization, (last, atMost) -> overdue.expired(organization, now, last, atMost));
    }
    for (var campaign : overdue.campaignsOver(now)) {
      turns.add(
          campaign.organizationId(), (last, atMost) -> overdue.carrying(campaign, last, atMost));
    }
    return turns;
  }
}
