package io.spendhub.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A line of the trail as it stands in the table.
 *
 * @param changes JSON text, kept to the letter because it is digested
 */
public record AuditLine(
    UUID id, Instant at, Origin origin, String action, UUID subject, String changes) {

  /** What the digest of the line's commit covers: all of it. */
  public List<String> digestFields() {
    return List.of(
        id.toString(),
        at.toString(),
        origin.actor().type().name(),
        origin.actor().id().map(UUID::toString).orElse(""),
        origin.actor().name().orElse(""),
        origin.requestId(),
        origin.address().orElse(""),
        action,
        subject.toString(),
        changes);
  }
}
