package io.spendhub.vouchers.redemptions.persistence;

import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class JdbcOverdueVouchers implements OverdueVouchers {
  /** Goes from campaign to campaign, each with what ends first, and not through all they have. */
  private static final String DUE_CAMPAIGNS =
      """
      with recursive campaigns (organization_id, campaign_id, ends_first) as (
        (select organization_id, campaign_id, expires_at from vouchers.reservations
         where status = 'ACTIVE' order by organization_id, campaign_id, expires_at limit 1)
        union all
        select n.* from campaigns c
        cross join lateral (
          select r.organization_id, r.campaign_id, r.expires_at from vouchers.reservations r
          where r.status = 'ACTIVE'
            and (r.organization_id, r.campaign_id) > (c.organization_id, c.campaign_id)
          order by r.organization_id, r.campaign_id, r.expires_at limit 1) n)
      select organization_id, campaign_id from (
        select organization_id, campaign_id,
               row_number() over (partition by organization_id order by campaign_id) as turn
        from campaigns where ends_first <= ?) as waiting
      order by turn, organization_id limit ?
      """;

  /**
   * Goes from organization to organization, and not through all that one of them has: the order
   * keeps PostgreSQL from looking for any one through the whole table, where there is none.
   */
  private static final String ORGANIZATIONS =
      """
      with recursive organizations (id) as (
        (select organization_id from vouchers.campaigns order by organization_id limit 1)
        union all
        select (select c.organization_id from vouchers.campaigns c
                where c.organization_id > o.id order by c.organization_id limit 1)
        from organizations o where o.id is not null)
      select o.id from organizations o
      cross join lateral (
        select 1 from vouchers.vouchers v
        where v.organization_id = o.id and v.expires_at <= ? and v.released_at is null
          and (v.reserved = 0 or v.balance > v.reserved_amount)
        order by v.expires_at, v.id limit 1) as expired
      """;

  private static final String EXPIRED =
      """
      select organization_id, campaign_id, id from vouchers.vouchers
      where organization_id = ? and expires_at <= ? and released_at is null
        and (reserved = 0 or balance > reserved_amount)
        and (expires_at, id) > (
          coalesce((select expires_at from vouchers.vouchers where organization_id = ? and id = ?),
                   '-infinity'), ?)
      order by expires_at, id limit ?
      """;

  private static final String CAMPAIGNS_OVER =
      """
      select c.organization_id, c.id as campaign_id from vouchers.campaigns c
      join vouchers.campaign_usage u
        on u.organization_id = c.organization_id and u.campaign_id = c.id
      where (c.status = 'ENDED' or c.ends_at <= ?) and u.open_amount > u.reserved_amount
      """;

  private static final String CARRYING =
      """
      select organization_id, campaign_id, id from vouchers.vouchers
      where organization_id = ? and (campaign_id, id) > (?, ?) and campaign_id <= ?
        and balance > reserved_amount
      order by campaign_id, id limit ?
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
  public List<UUID> organizationsWithExpired(Instant now) {
    return primary.list(ORGANIZATIONS, row -> row.uuid("id"), now);
  }

  @Override
  public List<Due> expired(UUID organizationId, Instant now, Optional<Due> after, int atMost) {
    UUID last = last(after);
    return primary.list(
        EXPIRED, JdbcOverdueVouchers::due, organizationId, now, organizationId, last, last, atMost);
  }

  @Override
  public List<DueCampaign> campaignsOver(Instant now) {
    return primary.list(CAMPAIGNS_OVER, JdbcOverdueVouchers::dueCampaign, now);
  }

  @Override
  public List<Due> carrying(DueCampaign campaign, Optional<Due> after, int atMost) {
    return primary.list(
        CARRYING,
        JdbcOverdueVouchers::due,
        campaign.organizationId(),
        campaign.campaignId(),
        last(after),
        campaign.campaignId(),
        atMost);
  }

  private static UUID last(Optional<Due> after) {
    return after.map(Due::voucherId).orElse(FIRST);
  }

  private static Due due(Row row) {
    return new Due(dueCampaign(row), row.uuid("id"));
  }

  private static DueCampaign dueCampaign(Row row) {
    return new DueCampaign(row.uuid("organization_id"), row.uuid("campaign_id"));
  }
}
