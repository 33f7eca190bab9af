package io.spendhub.vouchers.redemptions.query;

import static java.util.stream.Collectors.joining;

import io.spendhub.vouchers.campaigns.CampaignType;
import java.util.Arrays;
import java.util.function.Predicate;

/** Types of campaigns that are alike, as SQL lists them: one more type stands where it belongs. */
final class TypesInSql {
  /** Those whose vouchers carry no balance. */
  static final String CARRYING_NOTHING = those(type -> !type.carriesBalance());

  /** Those whose vouchers have one use, whatever the limits say. */
  static final String USED_ONCE = those(CampaignType::isUsedOnce);

  private TypesInSql() {}

  private static String those(Predicate<CampaignType> alike) {
    return Arrays.stream(CampaignType.values())
        .filter(alike)
        .map(type -> "'" + type.name() + "'")
        .collect(joining(", ", "(", ")"));
  }
}
