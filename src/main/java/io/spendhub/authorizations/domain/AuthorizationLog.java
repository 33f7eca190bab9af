package io.spendhub.authorizations.domain;

import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.UnlinkedRefundView;
import io.spendhub.shared.Later;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All authorizations, read and written for many at once under the locks of their wallets. */
public interface AuthorizationLog {
  /** The card that an authorization was made with, and the accounts that pay for it. */
  record Place(UUID cardId, UUID walletId, Optional<UUID> campaignId) {}

  /** Where an authorization belongs, which never changes; empty for unknown and foreign ids. */
  Optional<Place> placeOf(UUID organizationId, UUID authorizationId);

  Later<Map<UUID, Authorization>> find(UUID organizationId, Collection<UUID> authorizationIds);

  /** The latest operations of some authorizations, oldest first. */
  Later<Map<UUID, List<OperationView>>> operations(
      UUID organizationId, Collection<UUID> authorizationIds);

  void save(UUID organizationId, Changes changes);

  /**
   * What a batch did.
   *
   * @param made new authorizations
   * @param changed existing ones whose amounts changed
   * @param operations by the authorization that they were done to
   * @param refunds credits that belong to no authorization
   */
  record Changes(
      Collection<Authorization> made,
      Collection<Authorization> changed,
      Map<UUID, List<OperationView>> operations,
      Collection<UnlinkedRefundView> refunds) {}
}
