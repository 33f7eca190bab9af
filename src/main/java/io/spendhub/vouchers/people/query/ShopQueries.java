package io.spendhub.vouchers.people.query;

import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.vouchers.people.ShopId;
import io.spendhub.vouchers.people.ShopView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Shops and what they take. */
@ApplicationScoped
public class ShopQueries {
  private static final String TABLE = "vouchers.shops";
  private static final String SELECT =
      """
      select id, name, accepts, metadata::text as metadata, version, created_at
      from %s s
      """;

  private final Sql sql;

  ShopQueries(Sql sql) {
    this.sql = sql;
  }

  public Optional<Versioned<ShopView>> find(ShopId id) {
    return sql.query(SELECT.formatted(TABLE) + "where organization_id = ?", id.organizationId())
        .then("and id = ?", id.id())
        .first(row -> new Versioned<>(view(row), row.number("version")));
  }

  /** Shops, newest first. */
  public Page<ShopView> list(UUID organizationId, Optional<String> name, PageQuery page) {
    return Listing.of(TABLE, organizationId)
        .by("name", name)
        .page(sql, page, SELECT, ShopQueries::view);
  }

  private static ShopView view(Row row) {
    return new ShopView(
        row.uuid("id"),
        row.text("name"),
        row.uuidsIfAny("accepts"),
        row.pairs("metadata"),
        row.instant("created_at"));
  }
}
