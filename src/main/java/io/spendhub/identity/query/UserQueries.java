package io.spendhub.identity.query;

import io.spendhub.identity.UserId;
import io.spendhub.identity.UserStatus;
import io.spendhub.identity.UserView;
import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.UserRole;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Reads users, deleted ones included. */
@ApplicationScoped
public class UserQueries {
  private static final String TABLE = "identity.users";
  private static final String SELECT =
      "select id, email, name, role, status, created_at, deleted_at, version from %s u";

  /** As the index has it: what is one letter in two cases must not be up to the database. */
  private static final String IN_SMALL_LETTERS = "lower(%s collate \"und-x-icu\") collate \"C\"";

  private final Sql sql;

  UserQueries(Sql sql) {
    this.sql = sql;
  }

  public Page<UserView> list(
      UUID organizationId, Optional<UserStatus> status, Optional<String> email, PageQuery page) {
    return Listing.of(TABLE, organizationId)
        .by(IN_SMALL_LETTERS.formatted("email"), IN_SMALL_LETTERS.formatted("?"), email)
        .by("status", status)
        .page(sql, page, SELECT, UserQueries::view);
  }

  public Optional<Versioned<UserView>> find(UserId id) {
    return sql.query(SELECT.formatted(TABLE) + " where organization_id = ?", id.organizationId())
        .then("and id = ?", id.id())
        .first(row -> new Versioned<>(view(row), row.number("version")));
  }

  private static UserView view(Row row) {
    return new UserView(
        row.uuid("id"),
        row.text("email"),
        row.text("name"),
        row.constant("role", UserRole.class),
        row.constant("status", UserStatus.class),
        row.instant("created_at"),
        row.instantIfAny("deleted_at"));
  }
}
