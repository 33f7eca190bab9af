package io.spendhub.vouchers.persistence;

import io.spendhub.platform.database.Primary;
import io.spendhub.platform.database.Row;
import io.spendhub.vouchers.domain.OverdueVouchers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class JdbcOverdueVouchers implements OverdueVouchers {
  private static final String DUE_CAMPAIGNS =
      """
      select distinct organization_id, campaign_id from vouchers.reservations
      where status = 'ACTIVE' and expires_at <= ? limit ?
      """;

  /** Vouchers whose own time is over, and those of campaigns that are over and owe something. */
  private static final String EXPIRED =
      """
      (select organization_id, campaign_id, id from vouchers.vouchers
       where expires_at <= ? and released_at is null and (reserved = 0 or balance > reserved_amount)
         and (organization_id, id) > (?, ?)
       order by organization_id, id limit ?)
      union
      (select v.organization_id, v.campaign_id, v.id
       from vouchers.campaigns c
       join vouchers.campaign_usage u
         on u.organization_id = c.organization_id and u.campaign_id = c.id
         and u.open_amount > u.reserved_amount
       join vouchers.vouchers v
         on v.organization_id = c.organization_id and v.campaign_id = c.id
         and v.balance > v.reserved_amount
       where (c.status = 'ENDED' or (c.terms -> 'schedule' ->> 'endsAt')::timestamptz <= ?)
         and (v.organization_id, v.id) > (?, ?)
       order by v.organization_id, v.id limit ?)
      order by organization_id, id limit ?
      """;

  private static final UUID FIRST = new UUID(0, 0);

  private final Primary primary;

  JdbcOverdueVouchers(Primary primary) {
    this.primary = primary;
  }

  @Override
  public List<DueCampaign> campaignsWithDueReservations(Instant now, int atMost) {
    return primary.list(DUE_CAMPAIGNS, JdbcOverdueVouchers::dueCampaign, now, atMost);
  }

  @Override
  public List<Due> expired(Instant now, Optional<Due> after, int atMost) {
    UUID organization = after.map(last -> last.campaign().organizationId()).orElse(FIRST);
    UUID voucher = after.map(Due::voucherId).orElse(FIRST);
    return primary.list(
        EXPIRED,
        row -> new Due(dueCampaign(row), row.uuid("id")),
        now,
        organization,
        voucher,
        atMost,
        now,
        organization,
        voucher,
        atMost,
        atMost);
  }

  private static DueCampaign dueCampaign(Row row) {
    return new DueCampaign(row.uuid("organization_id"), row.uuid("campaign_id"));
  }
}
