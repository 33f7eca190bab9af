package io.spendhub.vouchers.query;

import io.spendhub.platform.database.Row;
import io.spendhub.platform.database.Sql;
import io.spendhub.platform.database.Versioned;
import io.spendhub.platform.http.Listing;
import io.spendhub.platform.http.Page;
import io.spendhub.platform.http.PageQuery;
import io.spendhub.vouchers.HolderId;
import io.spendhub.vouchers.HolderStatus;
import io.spendhub.vouchers.HolderView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** What organizations say of holders. */
@ApplicationScoped
public class HolderQueries {
  private static final String TABLE = "vouchers.holders";
  private static final String SELECT =
      """
      select id, name, status, metadata::text as metadata, version, created_at
      from %s h
      """;

  private final Sql sql;

  HolderQueries(Sql sql) {
    this.sql = sql;
  }

  public Optional<Versioned<HolderView>> find(HolderId id) {
    return sql.query(SELECT.formatted(TABLE) + "where organization_id = ?", id.organizationId())
        .then("and id = ?", id.id())
        .first(row -> new Versioned<>(view(row), row.number("version")));
  }

  /** Holders, newest first. */
  public Page<HolderView> list(
      UUID organizationId, Optional<String> name, Optional<HolderStatus> status, PageQuery page) {
    return Listing.of(TABLE, organizationId)
        .by("name", name)
        .by("status", status)
        .page(sql, page, SELECT, HolderQueries::view);
  }

  private static HolderView view(Row row) {
    return new HolderView(
        row.uuid("id"),
        row.text("name"),
        row.constant("status", HolderStatus.class),
        row.pairs("metadata"),
        row.instant("created_at"));
  }
}
