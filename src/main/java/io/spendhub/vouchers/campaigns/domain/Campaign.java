package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.campaigns.CampaignId;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignType;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A promise to give something to those who have a voucher of it. DRAFT becomes ACTIVE, ACTIVE and
 * PAUSED become each other, and both end for good.
 */
@Entity
@Table(schema = "vouchers", name = "campaigns")
public class Campaign {
  @EmbeddedId private CampaignId id;
  private String name;

  @Enumerated(EnumType.STRING)
  private CampaignType type;

  @Enumerated(EnumType.STRING)
  private CampaignStatus status;

  private String currency;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> metadata;

  private Instant createdAt;

  /**
   * Counts what PATCH changed and nothing else, as entity tags must. Writers do not race: all of
   * them hold the lock of the campaign's ledger account.
   */
  private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected Campaign() {}

  public Campaign(
      CampaignId id,
      String name,
      CampaignType type,
      String currency,
      Map<String, String> metadata,
      Instant now) {
    this.id = id;
    this.name = name;
    this.type = type;
    this.status = CampaignStatus.DRAFT;
    this.currency = currency;
    this.metadata = Map.copyOf(metadata);
    this.createdAt = now;
  }

  /**
   * Lets vouchers be used.
   *
   * @return whether anything changed
   * @throws Refusal 409 {@code campaign_ended}
   */
  public boolean activate() {
    status.requireNotEnded();
    return become(CampaignStatus.ACTIVE);
  }

  /**
   * Stops vouchers from being used until it is activated again.
   *
   * @return whether anything changed
   * @throws Refusal 409 {@code campaign_ended}, {@code campaign_not_active} for a draft
   */
  public boolean pause() {
    status.requireNotEnded();
    if (status == CampaignStatus.DRAFT) {
      throw Refusal.conflict("campaign_not_active", "The campaign was never activated.");
    }
    return become(CampaignStatus.PAUSED);
  }

  /**
   * Ends it for good, a draft too; what its vouchers carry goes back.
   *
   * @return whether anything changed
   */
  public boolean end() {
    return become(CampaignStatus.ENDED);
  }

  /**
   * Changes what PATCH may change, but for the terms, which stand elsewhere.
   *
   * @throws Refusal 409 {@code campaign_ended}
   */
  public void change(Optional<String> newName, Optional<Map<String, String>> newMetadata) {
    status.requireNotEnded();
    name = newName.orElse(name);
    newMetadata.ifPresent(pairs -> metadata = Map.copyOf(pairs));
    version++;
  }

  private boolean become(CampaignStatus to) {
    boolean changes = status != to;
    status = to;
    return changes;
  }

  public CampaignId id() {
    return id;
  }

  public String name() {
    return name;
  }

  public CampaignType type() {
    return type;
  }

  public CampaignStatus status() {
    return status;
  }

  public String currency() {
    return currency;
  }

  public Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  public long version() {
    return version;
  }

  public Instant createdAt() {
    return createdAt;
  }
}
