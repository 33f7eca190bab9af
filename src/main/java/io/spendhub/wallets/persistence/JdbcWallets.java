package io.spendhub.wallets.persistence;

import static java.util.stream.Collectors.toMap;

import io.spendhub.identity.OwnerType;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletStatus;
import io.spendhub.wallets.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

  private final Primary primary;

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
  public Map<UUID, WalletState> states(UUID organizationId, Collection<UUID> walletIds) {
    return primary.list(STATES, JdbcWallets::state, organizationId, List.copyOf(walletIds)).stream()
        .collect(toMap(WalletState::id, Function.identity()));
  }

  private static WalletState state(Row row) {
    return new WalletState(
        row.uuid("id"), row.constant("status", WalletStatus.class), row.text("currency"));
  }
}
