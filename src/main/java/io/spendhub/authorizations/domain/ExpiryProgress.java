package io.spendhub.authorizations.domain;

import java.time.Instant;
import java.util.Optional;

/** How far the holds whose time was over have been given back. */
public interface ExpiryProgress {
  /** Where to go on; empty if another process is at it. Held until the transaction ends. */
  Optional<Instant> lock();

  /** All holds that ended up to this instant have been given back. */
  void doneUpTo(Instant end);
}
