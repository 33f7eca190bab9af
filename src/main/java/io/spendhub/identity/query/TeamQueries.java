package io.spendhub.identity.query;

import io.spendhub.identity.TeamId;
import io.spendhub.identity.TeamStatus;
import io.spendhub.identity.TeamView;
import io.spendhub.platform.database.Row;
import io.spendhub.platform.database.Sql;
import io.spendhub.platform.database.Versioned;
import io.spendhub.platform.http.Page;
import io.spendhub.platform.http.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads teams, deleted ones included. */
@ApplicationScoped
public class TeamQueries {
  private static final String SELECT =
      "select id, name, status, created_at, deleted_at, version from identity.teams"
          + " where organization_id = ?";

  private final Sql sql;

  TeamQueries(Sql sql) {
    this.sql = sql;
  }

  public Page<TeamView> list(UUID organizationId, Optional<TeamStatus> status, PageQuery page) {
    List<TeamView> rows =
        sql.query(SELECT, organizationId)
            .and("status = ?", status)
            .and("id < ?", page.afterId())
            .then("order by id desc limit ?", page.fetch())
            .list(TeamQueries::view);
    return Page.of(rows, page, view -> view.id().toString());
  }

  public Optional<Versioned<TeamView>> find(TeamId id) {
    return sql.query(SELECT + " and id = ?", id.organizationId(), id.id())
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
