package io.spendhub.ledger.query;

import io.spendhub.platform.audit.AuditView;
import io.spendhub.platform.audit.Origin;
import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads the audit trail. */
@ApplicationScoped
public class AuditQueries {
  private static final String TABLE = "platform.audit_lines";
  private static final String SELECT =
      """
      select id, created_at, actor_type, actor_id, actor_name, action, subject, request_id,
             address, changes
      from %s a""";

  private final Sql sql;

  AuditQueries(Sql sql) {
    this.sql = sql;
  }

  /**
   * What is asked for.
   *
   * @param from the earliest time, included
   * @param to the latest time, excluded
   */
  public record Filter(
      Optional<UUID> actorId,
      Optional<UUID> subjectId,
      Optional<String> action,
      Optional<Instant> from,
      Optional<Instant> to) {}

  public Page<AuditView> list(UUID organizationId, Filter filter, PageQuery page) {
    return Listing.of(TABLE, organizationId)
        .by("subject", filter.subjectId())
        .by("actor_id", filter.actorId())
        .by("action", filter.action())
        .created(filter.from(), filter.to())
        .page(sql, page, SELECT, AuditQueries::view);
  }

  private static AuditView view(Row row) {
    Origin origin = Origin.of(row);
    return new AuditView(
        row.uuid("id"),
        row.instant("created_at"),
        origin.actor(),
        row.text("action"),
        row.uuid("subject"),
        origin.requestId(),
        origin.address(),
        row.text("changes"));
  }
}
