package io.spendhub.identity.query;

import io.spendhub.identity.TeamId;
import io.spendhub.identity.TeamStatus;
import io.spendhub.identity.TeamView;
import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.platform.sql.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Reads teams, deleted ones included. */
@ApplicationScoped
public class TeamQueries {
  private static final String TABLE = "identity.teams";
  private static final String SELECT =
      "select id, name, status, created_at, deleted_at, version from %s t";

  private final Sql sql;

  TeamQueries(Sql sql) {
    this.sql = sql;
  }

  public Page<TeamView> list(UUID organizationId, Optional<TeamStatus> status, PageQuery page) {
    return Listing.of(TABLE, organizationId)
        .by("status", status)
        .page(sql, page, SELECT, TeamQueries::view);
  }

  public Optional<Versioned<TeamView>> find(TeamId id) {
    return sql.query(SELECT.formatted(TABLE) + " where organization_id = ?", id.organizationId())
        .then("and id = ?", id.id())
        .first(row -> new Versioned<>(view(row), row.number("version")));
  }

  private static TeamView view(Row row) {
    return new TeamView(
        row.uuid("id"),
        row.text("name"),
        row.constant("status", TeamStatus.class),
        row.instant("created_at"),
        row.instantIfAny("deleted_at"));
  }
}
