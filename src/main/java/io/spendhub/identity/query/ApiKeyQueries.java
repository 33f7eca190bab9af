package io.spendhub.identity.query;

import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.ApiKeyStatus;
import io.spendhub.identity.ApiKeyView;
import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.platform.sql.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads keys, revoked ones included, and never the hash of a secret. */
@ApplicationScoped
public class ApiKeyQueries {
  private static final String TABLE = "identity.api_keys";
  private static final String SELECT =
      """
      select id, name, scopes, created_at, expires_at, revoked_at,
             coalesce(secret_made_at, created_at) as secret_made_at, old_secret_until,
             last_used_at, version
      from %s k""";

  private final Sql sql;

  ApiKeyQueries(Sql sql) {
    this.sql = sql;
  }

  public Page<ApiKeyView> list(UUID organizationId, PageQuery page) {
    return Listing.of(TABLE, organizationId).page(sql, page, SELECT, ApiKeyQueries::view);
  }

  public Optional<Versioned<ApiKeyView>> find(ApiKeyId id) {
    return sql.query(SELECT.formatted(TABLE) + " where organization_id = ?", id.organizationId())
        .then("and id = ?", id.id())
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
        revokedAt,
        row.instant("secret_made_at"),
        row.instantIfAny("old_secret_until"),
        row.instantIfAny("last_used_at"));
  }
}
