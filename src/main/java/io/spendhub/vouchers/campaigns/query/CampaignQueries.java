package io.spendhub.vouchers.campaigns.query;

import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.CampaignView;
import io.spendhub.vouchers.campaigns.CampaignView.UsageView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Campaigns with what they have given. */
@ApplicationScoped
public class CampaignQueries {
  private static final String TABLE = "vouchers.campaigns";
  private static final String SELECT =
      """
      select c.id, c.name, c.type, c.status, c.currency, c.terms::text as terms,
             c.metadata::text as metadata, c.version, c.created_at,
             u.issued, u.redemptions, u.reserved, u.spent_amount, u.reserved_amount, u.open_amount
      from %s c
      join vouchers.campaign_usage u
        on u.organization_id = c.organization_id and u.campaign_id = c.id
      """;

  private final Sql sql;

  CampaignQueries(Sql sql) {
    this.sql = sql;
  }

  public Optional<Versioned<CampaignView>> find(UUID organizationId, UUID campaignId) {
    return sql.query(SELECT.formatted(TABLE) + "where c.organization_id = ?", organizationId)
        .then("and c.id = ?", campaignId)
        .first(row -> new Versioned<>(view(row), row.number("version")));
  }

  /** Campaigns, newest first. */
  public Page<CampaignView> list(
      UUID organizationId,
      Optional<CampaignStatus> status,
      Optional<CampaignType> type,
      PageQuery page) {
    return Listing.of(TABLE, organizationId)
        .by("status", status)
        .where("type = ?", type)
        .page(sql, page, SELECT, CampaignQueries::view);
  }

  private static CampaignView view(Row row) {
    return CampaignView.of(
        row.uuid("id"),
        row.text("name"),
        row.constant("type", CampaignType.class),
        row.constant("status", CampaignStatus.class),
        row.text("currency"),
        row.json("terms", CampaignTerms.class),
        row.pairs("metadata"),
        new UsageView(
            row.number("issued"),
            row.number("redemptions"),
            row.number("reserved"),
            row.number("spent_amount"),
            row.number("reserved_amount"),
            row.number("open_amount")),
        row.instant("created_at"));
  }
}
