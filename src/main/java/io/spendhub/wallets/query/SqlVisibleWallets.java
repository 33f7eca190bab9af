package io.spendhub.wallets.query;

import io.spendhub.platform.sql.Sql;
import io.spendhub.wallets.VisibleWallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class SqlVisibleWallets implements VisibleWallets {
  private static final String OF_OWNERS =
      """
      select id from wallets.wallets where organization_id = ? and owner_user_id = any (?)
      union all
      select id from wallets.wallets where organization_id = ? and owner_team_id = any (?)
      """;

  private final Sql sql;

  SqlVisibleWallets(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Set<UUID> of(UUID organizationId, Collection<UUID> owners) {
    List<UUID> ids = List.copyOf(owners);
    return Set.copyOf(
        sql.query(OF_OWNERS, organizationId, ids, organizationId, ids).list(row -> row.uuid("id")));
  }
}
