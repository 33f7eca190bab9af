package io.spendhub.platform.audit;

import java.util.Optional;
import java.util.UUID;

/**
 * The port to the trail for changes that no event tells of. What has an event is told by the
 * journal that raises it.
 */
public interface AuditTrail {
  /**
   * Writes a line for what the request at hand changes, in the transaction at hand; none where both
   * sides are the same.
   *
   * @param action such as {@code user.updated}
   * @param subject the id of what is changed
   * @param before what the API showed of it; empty for what is new
   * @param after what the API shows of it now; empty for what is gone
   */
  void record(
      UUID organizationId, String action, UUID subject, Optional<?> before, Optional<?> after);
}
