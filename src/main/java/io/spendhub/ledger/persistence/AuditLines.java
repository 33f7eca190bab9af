package io.spendhub.ledger.persistence;

import static io.spendhub.platform.sql.Type.CONSTANT;
import static io.spendhub.platform.sql.Type.JSON_TEXT;
import static io.spendhub.platform.sql.Type.TEXT;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;

import io.spendhub.platform.audit.AuditLine;
import io.spendhub.platform.audit.Change;
import io.spendhub.platform.audit.CurrentOrigin;
import io.spendhub.platform.audit.Differences;
import io.spendhub.platform.audit.Origin;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Table;
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The lines of the audit trail: what becomes one, and how they are kept and read again. */
@ApplicationScoped
class AuditLines {
  private static final String NOTHING = "[]";
  private static final Table<AuditLine> LINES =
      Table.<AuditLine>of("platform.audit_lines")
          .column("id", UUID, AuditLine::id)
          .column("created_at", TIMESTAMPTZ, AuditLine::at)
          .column("actor_type", CONSTANT, line -> line.origin().actor().type())
          .column("actor_id", UUID.orNull(), line -> line.origin().actor().id())
          .column("actor_name", TEXT.orNull(), line -> line.origin().actor().name())
          .column("request_id", TEXT, line -> line.origin().requestId())
          .column("address", TEXT.orNull(), line -> line.origin().address())
          .column("action", TEXT, AuditLine::action)
          .column("subject", UUID, AuditLine::subject)
          .column("changes", JSON_TEXT, AuditLine::changes);

  private final Primary primary;
  private final Differences differences;
  private final CurrentOrigin origin;

  AuditLines(Primary primary, Differences differences, CurrentOrigin origin) {
    this.primary = primary;
    this.differences = differences;
    this.origin = origin;
  }

  Origin currentOrigin() {
    return origin.get();
  }

  /** A line for each change, but for those that change nothing. */
  List<AuditLine> of(List<Change> changes, Instant at) {
    List<AuditLine> lines = new ArrayList<>();
    for (Change change : changes) {
      String told = differences.of(change);
      if (!told.equals(NOTHING)) {
        lines.add(
            new AuditLine(
                Ids.next(), at, change.origin(), change.action(), change.subject(), told));
      }
    }
    return lines;
  }

  static List<String> digestFields(List<AuditLine> lines) {
    return lines.stream().flatMap(line -> line.digestFields().stream()).toList();
  }

  void insert(UUID organizationId, UUID commitId, List<AuditLine> lines) {
    primary.insertLater(LINES.with("commit_id", UUID, commitId), organizationId, lines);
  }

  static AuditLine line(Row row) {
    return new AuditLine(
        row.uuid("id"),
        row.instant("created_at"),
        Origin.of(row),
        row.text("action"),
        row.uuid("subject"),
        row.text("changes"));
  }
}
