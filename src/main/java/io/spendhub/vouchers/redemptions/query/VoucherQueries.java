package io.spendhub.vouchers.redemptions.query;

import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.VoucherView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Vouchers as they stand. */
@ApplicationScoped
public class VoucherQueries {
  private static final String TABLE = "vouchers.vouchers";
  private static final String SELECT =
      """
      select v.id, v.campaign_id, c.type, v.code, v.status, v.holder, v.amount, v.balance,
             v.reserved_amount, c.currency, v.redemptions, v.reserved, v.published_at,
             v.expires_at, v.created_at,
             (c.status = 'ENDED' or coalesce(v.expires_at <= now(), false)
               or coalesce(c.ends_at <= now(), false))
               as expired
      from %s v
      join vouchers.campaigns c
        on c.organization_id = v.organization_id and c.id = v.campaign_id
      """;

  private final Sql sql;

  VoucherQueries(Sql sql) {
    this.sql = sql;
  }

  /** Which vouchers a list shows. */
  public record Filter(
      Optional<UUID> campaignId, Optional<String> holder, Optional<VoucherStatus> status) {}

  public Optional<VoucherView> find(UUID organizationId, UUID voucherId) {
    return sql.query(SELECT.formatted(TABLE) + "where v.organization_id = ?", organizationId)
        .then("and v.id = ?", voucherId)
        .first(VoucherQueries::view);
  }

  /** Vouchers, newest first. */
  public Page<VoucherView> list(UUID organizationId, Filter filter, PageQuery page) {
    boolean disabled = filter.status().filter(VoucherStatus.DISABLED::equals).isPresent();
    return Listing.of(TABLE, organizationId)
        .by("holder", filter.holder())
        .among("status = 'DISABLED'", disabled)
        .by("campaign_id", filter.campaignId())
        .where("status = ?", filter.status().filter(any -> !disabled))
        .page(sql, page, SELECT, VoucherQueries::view);
  }

  /** Those of some vouchers that there are, newest first. */
  List<VoucherView> all(UUID organizationId, List<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : sql.query(SELECT.formatted(TABLE) + "where v.organization_id = ?", organizationId)
            .then("and v.id = any (?) order by v.id desc", ids)
            .list(VoucherQueries::view);
  }

  /** A campaign's vouchers in the order of their ids, those that come after one. */
  public List<VoucherView> after(UUID organizationId, UUID campaignId, UUID last, int atMost) {
    // No index has this order but the one by campaign, however large a part of all these are.
    String rows =
        """
        (select * from vouchers.vouchers
         where organization_id = ? and (campaign_id, id) > (?, ?) and campaign_id <= ?
         order by campaign_id, id limit %d)
        """
            .formatted(atMost);
    return sql.query(SELECT.formatted(rows), organizationId, campaignId, last, campaignId)
        .then("order by v.id")
        .list(VoucherQueries::view);
  }

  static VoucherView view(Row row) {
    return new VoucherView(
        row.uuid("id"),
        row.uuid("campaign_id"),
        row.constant("type", CampaignType.class),
        row.textIfAny("code"),
        row.constant("status", VoucherStatus.class),
        row.bool("expired"),
        row.textIfAny("holder"),
        row.number("amount"),
        row.number("balance"),
        row.number("reserved_amount"),
        row.text("currency"),
        row.number("redemptions"),
        row.number("reserved"),
        row.instantIfAny("published_at"),
        row.instantIfAny("expires_at"),
        row.instant("created_at"));
  }
}
