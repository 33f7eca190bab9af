package io.spendhub.wallets;

import io.spendhub.shared.Merchant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What an upper context knows of the entries that it made. All implementations are asked. */
public interface EntryDetails {
  /** What moved an entry's money: a subject, and where there is one the operation on it. */
  record Cause(UUID subjectId, Optional<UUID> operationId) {}

  /**
   * What a statement shows beside the amounts.
   *
   * @param authorizationId the purchase that moved the money
   * @param redemptionId the use of a voucher that did
   */
  record Detail(
      Optional<UUID> authorizationId,
      Optional<UUID> redemptionId,
      Optional<Merchant> merchant,
      Map<String, String> metadata) {}

  /** The details of those causes that this context knows. */
  Map<Cause, Detail> describe(UUID organizationId, Collection<Cause> causes);
}
