package io.spendhub.identity.query;

import io.spendhub.identity.OrganizationView;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads organizations: the operator all of them, a caller its own. */
@ApplicationScoped
public class OrganizationQueries {
  private static final String SELECT =
      "select id, name, timezone, default_currency, created_at from identity.organizations";

  private final Sql sql;

  OrganizationQueries(Sql sql) {
    this.sql = sql;
  }

  public Page<OrganizationView> list(PageQuery page) {
    List<OrganizationView> rows =
        sql.query(SELECT + " where true")
            .and("id < ?", page.afterId())
            .then("order by id desc limit ?", page.fetch())
            .list(OrganizationQueries::view);
    return Page.of(rows, page, view -> view.id().toString());
  }

  public Optional<OrganizationView> find(UUID id) {
    return sql.query(SELECT + " where id = ?", id).first(OrganizationQueries::view);
  }

  private static OrganizationView view(Row row) {
    return new OrganizationView(
        row.uuid("id"),
        row.text("name"),
        row.text("timezone"),
        row.text("default_currency"),
        row.instant("created_at"));
  }
}
