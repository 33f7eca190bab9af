package io.spendhub.identity;

import io.spendhub.shared.Later;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who is who in an organization: the facade of identity for the contexts above it. */
public interface Directory {

  /** Every organization, for the operator's commands; nothing of one is shown to another. */
  List<UUID> organizationIds();

  /** The organization that a caller belongs to; it always exists. */
  OrganizationProfile organization(UUID organizationId);

  /** The owner of that id, deleted ones included; empty for unknown and foreign ids. */
  Optional<Owner> findOwner(UUID organizationId, OwnerType type, UUID ownerId);

  /**
   * The same, and keeps the owner from being changed or deleted until the transaction ends (FOR
   * SHARE). Whoever gives something to an owner locks it so, before any lock on a wallet or card:
   * deleting locks the owner first too.
   */
  Optional<Owner> lockOwner(UUID organizationId, OwnerType type, UUID ownerId);

  /** Those of the users that exist and are active, in one query. */
  Later<Set<UUID>> activeUsers(UUID organizationId, Collection<UUID> userIds);

  /**
   * What other contexts need of a tenant.
   *
   * @param timezone where the calendar windows of its limits begin, unless they say otherwise
   * @param defaultCurrency ISO 4217, upper case
   */
  record OrganizationProfile(UUID id, ZoneId timezone, String defaultCurrency) {}
}
