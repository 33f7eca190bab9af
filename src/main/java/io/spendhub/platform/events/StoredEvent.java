package io.spendhub.platform.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it stands in the table.
 *
 * @param data JSON text, kept to the letter because it is digested
 */
public record StoredEvent(
    UUID id, String type, Instant at, UUID subject, String requestId, String data) {

  /** What the digest of the event's commit covers: all of it. */
  public String[] digestFields() {
    return new String[] {
      "event", id.toString(), type, at.toString(), subject.toString(), requestId, data
    };
  }
}
