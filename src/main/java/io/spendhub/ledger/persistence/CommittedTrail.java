package io.spendhub.ledger.persistence;

import io.spendhub.ledger.persistence.JournalWriter.Contents;
import io.spendhub.platform.audit.AuditTrail;
import io.spendhub.platform.audit.Change;
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Changes that no event tells of, each in a commit record of its own. */
@ApplicationScoped
class CommittedTrail implements AuditTrail {
  private final JournalWriter writer;
  private final Clock clock;

  CommittedTrail(JournalWriter writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public void record(
      UUID organizationId, String action, UUID subject, Optional<?> before, Optional<?> after) {
    Change change = new Change(action, subject, before, after, writer.currentOrigin());
    writer.write(organizationId, Ids.next(), clock.instant(), List.of(), Contents.of(change));
  }
}
