package io.spendhub.identity.query;

import io.spendhub.identity.MemberId;
import io.spendhub.identity.MemberView;
import io.spendhub.identity.Role;
import io.spendhub.identity.TeamId;
import io.spendhub.platform.database.Row;
import io.spendhub.platform.database.Sql;
import io.spendhub.platform.database.Versioned;
import io.spendhub.platform.http.Page;
import io.spendhub.platform.http.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads who is in which team. */
@ApplicationScoped
public class MemberQueries {
  private static final String SELECT =
      "select id, team_id, user_id, role, created_at, version from identity.memberships"
          + " where organization_id = ? and team_id = ?";

  private final Sql sql;

  MemberQueries(Sql sql) {
    this.sql = sql;
  }

  /** A row of the list with the id that its order goes by, which the API does not show. */
  private record Listed(UUID id, MemberView view) {}

  public Page<MemberView> list(TeamId team, PageQuery page) {
    List<Listed> rows =
        sql.query(SELECT, team.organizationId(), team.id())
            .and("id < ?", page.afterId())
            .then("order by id desc limit ?", page.fetch())
            .list(row -> new Listed(row.uuid("id"), view(row)));
    Page<Listed> listed = Page.of(rows, page, row -> row.id().toString());
    return new Page<>(listed.data().stream().map(Listed::view).toList(), listed.nextCursor());
  }

  public Optional<Versioned<MemberView>> find(MemberId id) {
    return sql.query(SELECT + " and user_id = ?", id.organizationId(), id.teamId(), id.userId())
        .first(row -> new Versioned<>(view(row), row.number("version")));
  }

  private static MemberView view(Row row) {
    return new MemberView(
        row.uuid("team_id"),
        row.uuid("user_id"),
        row.constant("role", Role.class),
        row.instant("created_at"));
  }
}
