package io.spendhub.vouchers.campaigns;

import io.spendhub.vouchers.codes.CodeFormat;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A campaign as the API shows it; amounts in minor units of its currency.
 *
 * @param usage what it has given so far
 */
public record CampaignView(
    UUID id,
    String name,
    CampaignType type,
    CampaignStatus status,
    String currency,
    Optional<Discount> discount,
    OptionalLong amount,
    CodeFormat code,
    Schedule schedule,
    CampaignLimits limits,
    Optional<Rule> rules,
    Stacking stacking,
    Map<String, String> metadata,
    UsageView usage,
    Instant createdAt) {

  /** What a campaign states of itself, with the terms that stand beside it. */
  public static CampaignView of(
      UUID id,
      String name,
      CampaignType type,
      CampaignStatus status,
      String currency,
      CampaignTerms terms,
      Map<String, String> metadata,
      UsageView usage,
      Instant createdAt) {
    return new CampaignView(
        id,
        name,
        type,
        status,
        currency,
        terms.discount(),
        terms.amount(),
        terms.code(),
        terms.schedule(),
        terms.limits(),
        terms.rules(),
        terms.stacking(),
        metadata,
        usage,
        createdAt);
  }

  /**
   * What a campaign has given and holds.
   *
   * @param vouchers how many were issued
   * @param redemptions those that count
   * @param reserved open reservations
   * @param spentAmount what redemptions gave, less what was given back
   * @param reservedAmount what open reservations keep
   * @param openAmount what its vouchers still carry
   */
  public record UsageView(
      long vouchers,
      long redemptions,
      long reserved,
      long spentAmount,
      long reservedAmount,
      long openAmount) {

    public static final UsageView NONE = new UsageView(0, 0, 0, 0, 0, 0);
  }
}
