package io.spendhub.identity.query;

import io.spendhub.identity.MemberId;
import io.spendhub.identity.MemberView;
import io.spendhub.identity.Role;
import io.spendhub.identity.TeamId;
import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.platform.sql.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads who is in which team. */
@ApplicationScoped
public class MemberQueries {
  private static final String TABLE = "identity.memberships";
  private static final String SELECT =
      "select id, team_id, user_id, role, created_at, version from %s m";

  private final Sql sql;

  MemberQueries(Sql sql) {
    this.sql = sql;
  }

  public Page<MemberView> list(TeamId team, PageQuery page) {
    return Listing.of(TABLE, team.organizationId())
        .by("team_id", Optional.of(team.id()))
        .page(sql, page, SELECT, MemberQueries::view);
  }

  public Optional<Versioned<MemberView>> find(MemberId id) {
    return sql.query(SELECT.formatted(TABLE) + " where organization_id = ?", id.organizationId())
        .then("and team_id = ? and user_id = ?", id.teamId(), id.userId())
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
