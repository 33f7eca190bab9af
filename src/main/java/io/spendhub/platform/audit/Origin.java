package io.spendhub.platform.audit;

import io.spendhub.platform.security.Actor;
import io.spendhub.platform.security.ActorType;
import io.spendhub.platform.sql.Row;
import java.util.Optional;

/**
 * Where a change comes from.
 *
 * @param requestId the request that asked for it
 * @param address what that was sent from; none where the service acts by itself
 */
public record Origin(Actor actor, String requestId, Optional<String> address) {
  /** As a line of the trail tells it. */
  public static Origin of(Row line) {
    Actor actor =
        new Actor(
            line.constant("actor_type", ActorType.class),
            line.uuidIfAny("actor_id"),
            line.textIfAny("actor_name"));
    return new Origin(actor, line.text("request_id"), line.textIfAny("address"));
  }

  /** Of what the service does by itself, as some request once asked for. */
  public static Origin ofService(String requestId) {
    return new Origin(Actor.SYSTEM, requestId, Optional.empty());
  }

  /** The same for what another request began. */
  Origin of(String otherRequestId) {
    return new Origin(actor, otherRequestId, address);
  }
}
