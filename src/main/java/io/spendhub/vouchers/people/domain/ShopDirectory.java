package io.spendhub.vouchers.people.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which campaigns shops accept.
 *
 * @param any whether the organization has told of any shop; if not, every shop accepts everything
 * @param accepted by shop; empty where it accepts every campaign
 */
public record ShopDirectory(boolean any, Map<String, Optional<Set<UUID>>> accepted) {
  /** Whether a shop takes a campaign's vouchers; one that is not known beside others does not. */
  public boolean accepts(String shop, UUID campaignId) {
    Optional<Set<UUID>> campaigns = accepted.get(shop);
    return campaigns == null ? !any : campaigns.isEmpty() || campaigns.get().contains(campaignId);
  }
}
