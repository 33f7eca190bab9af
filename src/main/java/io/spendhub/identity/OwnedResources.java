package io.spendhub.identity;

import java.util.UUID;

/** What upper contexts keep for users and teams. Each implements this as a bean; all are asked. */
public interface OwnedResources {

  /**
   * Closes all that the owner has, because it is being deleted. Runs in the transaction that
   * deletes it, which holds the owner's row locked.
   *
   * @throws io.spendhub.shared.Refusal conflict while a wallet of it has anything posted or held;
   *     then nothing is closed, here or elsewhere
   */
  void close(UUID organizationId, OwnerType type, UUID ownerId);
}
