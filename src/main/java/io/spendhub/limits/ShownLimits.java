package io.spendhub.limits;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Limits as reads show them, on the read datasource, and so maybe a moment old. */
public interface ShownLimits {
  /** The limits of some owners as they are stated; owners without any are left out. */
  Map<UUID, List<LimitSpec>> find(UUID organizationId, Collection<UUID> ownerIds);

  /** The use of an owner's limits at an instant, in the order of their windows. */
  List<LimitUsageView> usage(UUID organizationId, UUID ownerId, Instant at);
}
