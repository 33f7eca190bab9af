package io.spendhub.vouchers.people.query;

import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.vouchers.people.HolderId;
import io.spendhub.vouchers.people.HolderStatus;
import io.spendhub.vouchers.people.HolderView;
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
