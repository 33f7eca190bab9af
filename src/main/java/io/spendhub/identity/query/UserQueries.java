package io.spendhub.identity.query;

import io.spendhub.identity.UserId;
import io.spendhub.identity.UserStatus;
import io.spendhub.identity.UserView;
import io.spendhub.platform.database.Row;
import io.spendhub.platform.database.Sql;
import io.spendhub.platform.database.Versioned;
import io.spendhub.platform.http.Page;
import io.spendhub.platform.http.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads users, deleted ones included. */
@ApplicationScoped
public class UserQueries {
  private static final String SELECT =
      "select id, email, name, status, created_at, deleted_at, version from identity.users"
          + " where organization_id = ?";

  /** As the index has it: what is one letter in two cases must not be up to the database. */
  private static final String EMAIL = "lower(email collate \"und-x-icu\")";

  private final Sql sql;

  UserQueries(Sql sql) {
    this.sql = sql;
  }

  public Page<UserView> list(
      UUID organizationId, Optional<UserStatus> status, Optional<String> email, PageQuery page) {
    List<UserView> rows =
        sql.query(SELECT, organizationId)
            .and("status = ?", status)
            .and(EMAIL + " = lower(? collate \"und-x-icu\")", email)
            .and("id < ?", page.afterId())
            .then("order by id desc limit ?", page.fetch())
            .list(UserQueries::view);
    return Page.of(rows, page, view -> view.id().toString());
  }

  public Optional<Versioned<UserView>> find(UserId id) {
    return sql.query(SELECT + " and id = ?", id.organizationId(), id.id())
        .first(row -> new Versioned<>(view(row), row.number("version")));
  }

  private static UserView view(Row row) {
    return new UserView(
        row.uuid("id"),
        row.text("email"),
        row.text("name"),
        row.constant("status", UserStatus.class),
        row.instant("created_at"),
        row.instantIfAny("deleted_at"));
  }
}
