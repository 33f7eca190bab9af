package io.spendhub.ledger.domain;

import io.spendhub.ledger.VerificationView.ChainHead;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The commits of each organization as one chain of hashes, in the order in which they are seen. */
public interface CommitChain {
  List<UUID> organizationsWithUnsealed();

  /**
   * Seals the oldest visible commits of an organization, within the caller's transaction.
   *
   * @return how many; 0 if there are none or another process is sealing
   */
  int seal(UUID organizationId, int atMost);

  /** The last sealed commit of an organization. */
  Optional<ChainHead> head(UUID organizationId);
}
