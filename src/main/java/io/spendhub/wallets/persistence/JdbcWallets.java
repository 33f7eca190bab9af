package io.spendhub.wallets.persistence;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.spendhub.identity.OwnerType;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Remembered;
import io.spendhub.platform.sql.Row;
import io.spendhub.shared.Later;
import io.spendhub.wallets.WalletId;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletStatus;
import io.spendhub.wallets.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

@ApplicationScoped
class JdbcWallets implements Wallets {
  private static final String STATES =
      """
      select id, status, currency from wallets.wallets
      where organization_id = ? and id = any (?)
      """;

  private static final String OWNED_BY =
      "select id from wallets.wallets where organization_id = ? and %s = ? order by id";

  private static final int REMEMBERED = 100_000;

  private final Primary primary;
  private final Remembered<WalletId, WalletId> existing = new Remembered<>(REMEMBERED);

  JdbcWallets(Primary primary) {
    this.primary = primary;
  }

  @Override
  public List<UUID> ownedBy(UUID organizationId, OwnerType type, UUID ownerId) {
    String owned =
        switch (type) {
          case TEAM -> OWNED_BY.formatted("owner_team_id");
          case USER -> OWNED_BY.formatted("owner_user_id");
        };
    return primary.list(owned, row -> row.uuid("id"), organizationId, ownerId);
  }

  @Override
  public Later<Map<UUID, WalletState>> states(UUID organizationId, Collection<UUID> walletIds) {
    return primary.findLater(
        STATES, JdbcWallets::state, WalletState::id, organizationId, walletIds);
  }

  @Override
  public boolean exist(UUID organizationId, Collection<UUID> walletIds) {
    Set<WalletId> ids =
        walletIds.stream().map(id -> new WalletId(organizationId, id)).collect(toSet());
    return existing.getAll(ids, missing -> read(organizationId, missing)).size() == ids.size();
  }

  private Map<WalletId, WalletId> read(UUID organizationId, Collection<WalletId> ids) {
    return states(organizationId, ids.stream().map(WalletId::id).toList()).get().keySet().stream()
        .map(id -> new WalletId(organizationId, id))
        .collect(toMap(Function.identity(), Function.identity()));
  }

  private static WalletState state(Row row) {
    return new WalletState(
        row.uuid("id"), row.constant("status", WalletStatus.class), row.text("currency"));
  }
}
