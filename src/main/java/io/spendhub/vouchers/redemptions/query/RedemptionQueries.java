package io.spendhub.vouchers.redemptions.query;

import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.redemptions.RedemptionView;
import io.spendhub.vouchers.redemptions.RedemptionView.Status;
import io.spendhub.vouchers.redemptions.ReservationView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What vouchers were used for, and what is kept of them. */
@ApplicationScoped
public class RedemptionQueries {
  private static final String TABLE = "vouchers.redemptions";
  private static final String SELECT =
      """
      select r.*, v.code, c.type
      from %s r
      join vouchers.vouchers v on v.organization_id = r.organization_id and v.id = r.voucher_id
      join vouchers.campaigns c on c.organization_id = r.organization_id and c.id = r.campaign_id
      """;
  private static final String RESERVATION =
      """
      select r.id, v.code, r.voucher_id, r.campaign_id, r.amount, c.currency, c.type,
             r.holder, r.shop, r.expires_at, r.created_at,
             case when r.status = 'ACTIVE' and r.expires_at <= now() then 'EXPIRED'
                  else r.status end as status
      from vouchers.reservations r
      join vouchers.vouchers v on v.organization_id = r.organization_id and v.id = r.voucher_id
      join vouchers.campaigns c on c.organization_id = r.organization_id and c.id = r.campaign_id
      where r.organization_id = ? and r.id = ?
      """;

  private final Sql sql;

  RedemptionQueries(Sql sql) {
    this.sql = sql;
  }

  /** Which redemptions a list shows. */
  public record Filter(
      Optional<UUID> campaignId,
      Optional<UUID> voucherId,
      Optional<String> holder,
      Optional<String> shop,
      Optional<String> orderId,
      Optional<Instant> from,
      Optional<Instant> to) {}

  public Optional<RedemptionView> find(UUID organizationId, UUID redemptionId) {
    return sql.query(SELECT.formatted(TABLE) + "where r.organization_id = ?", organizationId)
        .then("and r.id = ?", redemptionId)
        .first(RedemptionQueries::view);
  }

  /** Redemptions, newest first. */
  public Page<RedemptionView> list(UUID organizationId, Filter filter, PageQuery page) {
    return Listing.of(TABLE, organizationId)
        .by("order_id", filter.orderId())
        .by("voucher_id", filter.voucherId())
        .by("holder", filter.holder())
        .by("campaign_id", filter.campaignId())
        .by("shop", filter.shop())
        .created(filter.from(), filter.to())
        .page(sql, page, SELECT, RedemptionQueries::view);
  }

  public Optional<ReservationView> reservation(UUID organizationId, UUID reservationId) {
    return sql.query(RESERVATION, organizationId, reservationId)
        .first(
            row ->
                new ReservationView(
                    row.uuid("id"),
                    row.textIfAny("code"),
                    row.uuid("voucher_id"),
                    row.uuid("campaign_id"),
                    row.text("status"),
                    type(row).asDiscount(row.number("amount")),
                    type(row).asAmount(row.number("amount")),
                    row.text("currency"),
                    row.textIfAny("holder"),
                    row.textIfAny("shop"),
                    row.instant("expires_at"),
                    row.instant("created_at")));
  }

  private static RedemptionView view(Row row) {
    return new RedemptionView(
        row.uuid("id"),
        row.textIfAny("code"),
        row.uuid("voucher_id"),
        row.uuid("campaign_id"),
        type(row),
        status(row),
        type(row).asDiscount(row.number("amount")),
        type(row).asAmount(row.number("amount")),
        row.number("rolled_back_amount"),
        row.text("currency"),
        row.textIfAny("holder"),
        row.textIfAny("shop"),
        row.textIfAny("order_id"),
        row.numberIfAny("order_amount").map(OptionalLong::of).orElse(OptionalLong.empty()),
        row.uuidIfAny("wallet_id"),
        row.uuidIfAny("reservation_id"),
        row.uuidIfAny("authorization_id"),
        row.pairs("metadata"),
        row.instant("created_at"));
  }

  private static Status status(Row row) {
    if (row.bool("returned")) {
      return Status.ROLLED_BACK;
    }
    return row.number("rolled_back_amount") > 0 ? Status.PARTIALLY_ROLLED_BACK : Status.SUCCEEDED;
  }

  private static CampaignType type(Row row) {
    return row.constant("type", CampaignType.class);
  }
}
