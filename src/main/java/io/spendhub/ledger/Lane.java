package io.spendhub.ledger;

import java.util.Optional;
import java.util.UUID;

/**
 * The line in which a command waits with others that need the same: its campaign's, else its
 * wallet's, else its organization's.
 *
 * @param id of the campaign or the wallet
 */
public record Lane(Kind kind, Optional<UUID> id) {
  /** What a lane is of. */
  public enum Kind {
    CAMPAIGN,
    WALLET,
    ORGANIZATION
  }

  public static Lane ofCampaign(UUID id) {
    return new Lane(Kind.CAMPAIGN, Optional.of(id));
  }

  public static Lane ofWallet(UUID id) {
    return new Lane(Kind.WALLET, Optional.of(id));
  }

  public static Lane ofOrganization() {
    return new Lane(Kind.ORGANIZATION, Optional.empty());
  }
}
