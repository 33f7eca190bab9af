package io.spendhub.vouchers.query;

import io.spendhub.platform.database.Row;
import io.spendhub.platform.database.Sql;
import io.spendhub.vouchers.CampaignTerms;
import io.spendhub.vouchers.Schedule;
import io.spendhub.vouchers.VoucherStatus;
import io.spendhub.vouchers.VoucherView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Vouchers that a shop might accept now from a holder. What the database can tell is left out here,
 * so that few are left to decide; what is left out, the decision would refuse as well.
 */
@ApplicationScoped
public class CandidateQueries {
  /** Reservations whose time is over are counted until they are ended, and count no more. */
  private static final String OPEN_CAMPAIGNS =
      """
      select c.id, c.terms::text as terms
      from vouchers.campaigns c
      join vouchers.campaign_usage u
        on u.organization_id = c.organization_id and u.campaign_id = c.id
      left join vouchers.holder_usage h
        on h.organization_id = c.organization_id and h.campaign_id = c.id and h.holder = ?
      cross join lateral (
        select count(*) as uses, coalesce(sum(r.amount), 0) as amount,
               count(*) filter (where r.holder = h.holder) as of_holder
        from vouchers.reservations r
        where r.organization_id = c.organization_id and r.campaign_id = c.id
          and r.status = 'ACTIVE' and r.expires_at <= now()) due
      cross join lateral (
        select (c.terms -> 'schedule' ->> 'startsAt')::timestamptz as starts_at,
               (c.terms -> 'limits' ->> 'redemptions')::bigint as redemptions,
               (c.terms -> 'limits' ->> 'budgetAmount')::bigint as budget,
               (c.terms -> 'limits' ->> 'perHolder')::bigint as per_holder) terms
      where c.organization_id = ? and c.status = 'ACTIVE' and u.issued > 0
        and coalesce(terms.starts_at <= now(), true) and coalesce(c.ends_at > now(), true)
        and coalesce(u.redemptions + u.reserved - due.uses < terms.redemptions, true)
        and coalesce(u.spent_amount + u.reserved_amount - due.amount < terms.budget, true)
        and coalesce(h.redemptions + h.reserved - due.of_holder < terms.per_holder, true)
        and (terms.per_holder is null or ?)
      """;

  private static final String NOT_BLOCKED =
      """
      not exists (
        select 1 from vouchers.holders b
        where b.organization_id = c.organization_id and b.name = ? and b.status = 'BLOCKED')
      """;
  private static final String ACCEPTED =
      """
      coalesce(
        (select s.accepts is null or c.id = any (s.accepts) from vouchers.shops s
         where s.organization_id = c.organization_id and s.name = ?),
        not exists (select 1 from vouchers.shops s where s.organization_id = c.organization_id))
      """;
  private static final String USABLE =
      """
      and v.status = 'ACTIVE' and coalesce(v.expires_at > now(), true)
      and (c.type = 'DISCOUNT' or v.balance > 0)
      and coalesce(v.redemptions < coalesce((c.terms -> 'limits' ->> 'perVoucher')::bigint,
                                            case when c.type = 'WALLET_CREDIT' then 1 end), true)
      """;

  private final Sql sql;
  private final Clock clock;

  CandidateQueries(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Which vouchers are asked for, and who would use them where. */
  public record Asked(
      UUID organizationId,
      Optional<UUID> campaignId,
      Optional<String> holder,
      Optional<String> shop,
      Optional<VoucherStatus> status) {}

  private record OpenCampaign(UUID id, Schedule schedule) {
    static OpenCampaign of(Row row) {
      return new OpenCampaign(row.uuid("id"), row.json("terms", CampaignTerms.class).schedule());
    }
  }

  /** The campaigns that have something left for the holder and that the shop takes now. */
  public List<UUID> openCampaigns(Asked asked) {
    return sql
        .query(
            OPEN_CAMPAIGNS,
            asked.holder().orElse(""),
            asked.organizationId(),
            asked.holder().isPresent())
        .and("c.id = ?", asked.campaignId())
        .and(NOT_BLOCKED, asked.holder())
        .and(ACCEPTED, asked.shop())
        .list(OpenCampaign::of)
        .stream()
        .filter(campaign -> campaign.schedule().permitsTime(clock.instant()))
        .map(OpenCampaign::id)
        .toList();
  }

  /**
   * Vouchers of campaigns that are not used up, newest first: those given to the holder and those
   * given to nobody.
   */
  public List<VoucherView> candidates(
      Asked asked, List<UUID> campaigns, Optional<UUID> after, int atMost) {
    return sql.query(VoucherQueries.SELECT, asked.organizationId())
        .then("and v.campaign_id = any (?)", campaigns)
        .then(USABLE)
        .then("and (v.holder is null or v.holder = ?)", asked.holder().orElse(""))
        .and("v.status = ?", asked.status())
        .and("v.id < ?", after)
        .then("order by v.id desc limit ?", atMost)
        .list(VoucherQueries::view);
  }
}
