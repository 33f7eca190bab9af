package io.spendhub.identity.query;

import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.ApiKeyStatus;
import io.spendhub.identity.ApiKeyView;
import io.spendhub.platform.database.Row;
import io.spendhub.platform.database.Sql;
import io.spendhub.platform.database.Versioned;
import io.spendhub.platform.http.Page;
import io.spendhub.platform.http.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads keys, revoked ones included, and never the hash of a secret. */
@ApplicationScoped
public class ApiKeyQueries {
  private static final String SELECT =
      "select id, name, scopes, created_at, expires_at, revoked_at, version from identity.api_keys"
          + " where organization_id = ?";

  private final Sql sql;

  ApiKeyQueries(Sql sql) {
    this.sql = sql;
  }

  public Page<ApiKeyView> list(UUID organizationId, PageQuery page) {
    List<ApiKeyView> rows =
        sql.query(SELECT, organizationId)
            .and("id < ?", page.afterId())
            .then("order by id desc limit ?", page.fetch())
            .list(ApiKeyQueries::view);
    return Page.of(rows, page, view -> view.id().toString());
  }

  public Optional<Versioned<ApiKeyView>> find(ApiKeyId id) {
    return sql.query(SELECT + " and id = ?", id.organizationId(), id.id())
        .first(row -> new Versioned<>(view(row), row.number("version")));
  }

  private static ApiKeyView view(Row row) {
    Optional<Instant> revokedAt = row.instantIfAny("revoked_at");
    return new ApiKeyView(
        row.uuid("id"),
        row.text("name"),
        row.texts("scopes"),
        revokedAt.isPresent() ? ApiKeyStatus.REVOKED : ApiKeyStatus.ACTIVE,
        row.instant("created_at"),
        row.instantIfAny("expires_at"),
        revokedAt);
  }
}
