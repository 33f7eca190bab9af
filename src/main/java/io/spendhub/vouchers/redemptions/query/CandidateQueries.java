package io.spendhub.vouchers.redemptions.query;

import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.Schedule;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.VoucherView;
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
        (select s.id from vouchers.shops s where s.organization_id = c.organization_id
         order by s.id limit 1) is null)
      """;

  private static final int FEWEST_OF_A_CAMPAIGN = 100;
  private static final UUID FIRST = new UUID(0, 0);
  private static final UUID LAST = new UUID(-1, -1);

  private final Sql sql;
  private final VoucherQueries vouchers;
  private final Clock clock;

  CandidateQueries(Sql sql, VoucherQueries vouchers, Clock clock) {
    this.sql = sql;
    this.vouchers = vouchers;
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
   * Some vouchers that might do, newest first.
   *
   * @param goesOnAfter where the next ones are looked for once these are done with, if there may be
   *     any
   */
  public record Candidates(List<VoucherView> vouchers, Optional<UUID> goesOnAfter) {}

  private record Found(UUID id, boolean ends) {}

  /**
   * Vouchers of campaigns that are not used up, newest first: those given to the holder and those
   * given to nobody.
   */
  public Candidates candidates(
      Asked asked, List<UUID> campaigns, Optional<UUID> after, int atMost) {
    // Nothing in these campaigns is disabled and usable.
    if (asked.status().filter(VoucherStatus.DISABLED::equals).isPresent()) {
      return new Candidates(List.of(), Optional.empty());
    }
    List<Found> found = found(asked, campaigns, after.orElse(LAST), atMost);
    List<UUID> ids = found.stream().filter(each -> !each.ends()).map(Found::id).toList();
    Optional<UUID> end = found.stream().filter(Found::ends).map(Found::id).findFirst();
    return new Candidates(
        vouchers.all(asked.organizationId(), ids),
        ids.size() == atMost ? Optional.of(ids.getLast()) : end);
  }

  private List<Found> found(Asked asked, List<UUID> campaigns, UUID before, int atMost) {
    String holder = asked.holder().orElse("");
    UUID organizationId = asked.organizationId();
    int ofEach = Math.max(FEWEST_OF_A_CAMPAIGN, Listing.MOST_READ / campaigns.size());
    return sql.query(
            newest(Listing.MOST_READ, ofEach, atMost),
            organizationId,
            holder,
            FIRST,
            holder,
            before,
            campaigns,
            organizationId,
            FIRST,
            before,
            organizationId,
            campaigns)
        .list(row -> new Found(row.uuid("id"), row.bool("ends")));
  }

  /**
   * The newest of the holder's own vouchers, and of each campaign those that were given to nobody:
   * so many of each, that no more are read than that, whatever else the organization has. Where one
   * of these walks was not at its end, all others end with it, and the next call goes on there.
   */
  private static String newest(int ofHolder, int ofEachCampaign, int atMost) {
    return """
      with walks as materialized (
        (select id, campaign_id, status, expires_at, balance, redemptions, true as free,
                row_number() over (order by holder desc, id desc) = %1$d as last
         from vouchers.vouchers
         where organization_id = ? and (holder, id) >= (?, ?) and (holder, id) < (?, ?)
           and holder is not null
         order by holder desc, id desc limit %1$d)
        union all
        select v.* from unnest(?::uuid[]) as open (campaign_id)
        cross join lateral (
          select id, campaign_id, status, expires_at, balance, redemptions, holder is null as free,
                 row_number() over (order by campaign_id desc, id desc) = %2$d as last
          from vouchers.vouchers
          where organization_id = ? and (campaign_id, id) >= (open.campaign_id, ?)
            and (campaign_id, id) < (open.campaign_id, ?)
          order by campaign_id desc, id desc limit %2$d) v),
      ends as (select id from walks where last order by id desc limit 1)
      select id, true as ends from ends
      union all
      (select v.id, false from walks v
       join vouchers.campaigns c on c.organization_id = ? and c.id = v.campaign_id
       where v.free and c.id = any (?::uuid[]) and (v.id >= (select id from ends)) is not false
         and v.status = 'ACTIVE' and coalesce(v.expires_at > now(), true)
         and (c.type in %4$s or v.balance > 0)
         and coalesce(v.redemptions < coalesce((c.terms -> 'limits' ->> 'perVoucher')::bigint,
               case when c.type in %5$s then 1 end), true)
       order by v.id desc limit %3$d)
      """
        .formatted(
            ofHolder, ofEachCampaign, atMost, TypesInSql.CARRYING_NOTHING, TypesInSql.USED_ONCE);
  }
}
