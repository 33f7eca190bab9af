package io.spendhub.wallets.persistence;

import io.spendhub.identity.OwnerType;
import io.spendhub.platform.sql.Primary;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletStatus;
import io.spendhub.wallets.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
    return primary.read(
        connection -> {
          List<UUID> ids = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(owned)) {
            statement.setObject(1, organizationId);
            statement.setObject(2, ownerId);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
              }
            }
          }
          return ids;
        });
  }

  @Override
  public Map<UUID, WalletState> states(UUID organizationId, Collection<UUID> walletIds) {
    return primary.read(
        connection -> {
          Map<UUID, WalletState> states = new HashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(STATES)) {
            statement.setObject(1, organizationId);
            statement.setArray(2, connection.createArrayOf("uuid", walletIds.toArray()));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                WalletStatus status = WalletStatus.valueOf(row.getString(2));
                states.put(id, new WalletState(id, status, row.getString(3)));
              }
            }
          }
          return states;
        });
  }
}
