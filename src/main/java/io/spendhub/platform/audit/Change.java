package io.spendhub.platform.audit;

import io.spendhub.platform.events.Event;
import java.util.Optional;
import java.util.UUID;

/**
 * Something of an organization that is not money has changed.
 *
 * @param action such as {@code user.updated}; the type of the event, where one tells of it
 * @param subject the id of what was changed
 * @param before what the API showed of it before; empty for what is new
 * @param after what the API shows of it now; empty for what is gone
 */
public record Change(
    String action, UUID subject, Optional<?> before, Optional<?> after, Origin origin) {

  /** An action that an event tells of too, whose data is what there is after it. */
  public static Change told(Event event, Optional<?> before, Origin origin) {
    return new Change(
        event.type(),
        event.subject(),
        before,
        Optional.of(event.data()),
        origin.of(event.requestId()));
  }

  /** The same of another thing than the event tells of. */
  public Change about(UUID otherSubject) {
    return new Change(action, otherSubject, before, after, origin);
  }

  /** The same where the event tells what there is no more. */
  public Change ended() {
    return new Change(action, subject, before, Optional.empty(), origin);
  }
}
