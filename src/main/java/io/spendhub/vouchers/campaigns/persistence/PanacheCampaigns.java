package io.spendhub.vouchers.campaigns.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.platform.sql.JsonText;
import io.spendhub.platform.sql.Primary;
import io.spendhub.vouchers.campaigns.CampaignId;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.domain.Campaign;
import io.spendhub.vouchers.campaigns.domain.Campaigns;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The terms are written past the entity, which has no such field, in the form that is read, and
 * their end beside them for those who look for campaigns that are over.
 */
@ApplicationScoped
class PanacheCampaigns implements Campaigns, PanacheRepositoryBase<Campaign, CampaignId> {
  private static final String RESTATE =
      """
      update vouchers.campaigns set terms = ?::jsonb, ends_at = (?::text[])[1]::timestamptz
      where organization_id = ? and id = ?
      """;
  private static final String BEGIN =
      "insert into vouchers.campaign_usage (organization_id, campaign_id) values (?, ?)";
  private static final String TERMS =
      "select terms::text as terms from vouchers.campaigns where organization_id = ? and id = ?";

  private final Primary primary;
  private final JsonText json;

  PanacheCampaigns(Primary primary, JsonText json) {
    this.primary = primary;
    this.json = json;
  }

  @Override
  public void add(Campaign campaign, CampaignTerms terms) {
    persistAndFlush(campaign);
    CampaignId id = campaign.id();
    primary.change(BEGIN, id.organizationId(), id.id());
    restate(id, terms);
  }

  @Override
  public Optional<Campaign> get(CampaignId id) {
    return findByIdOptional(id);
  }

  @Override
  public CampaignTerms terms(CampaignId id) {
    return primary
        .list(TERMS, row -> row.json("terms", CampaignTerms.class), id.organizationId(), id.id())
        .getFirst();
  }

  @Override
  public void restate(CampaignId id, CampaignTerms terms) {
    List<String> endsAt = terms.schedule().endsAt().map(Instant::toString).stream().toList();
    primary.change(RESTATE, json.of(terms), endsAt, id.organizationId(), id.id());
  }
}
