package io.spendhub.wallets.persistence;

import static java.util.stream.Collectors.toMap;

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
import java.util.Optional;
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
    return walletIds.isEmpty()
        ? Later.of(Map.of())
        : primary
            .listLater(STATES, JdbcWallets::state, organizationId, List.copyOf(walletIds))
            .map(found -> found.stream().collect(toMap(WalletState::id, Function.identity())));
  }

  @Override
  public boolean exist(UUID organizationId, Collection<UUID> walletIds) {
    return walletIds.stream()
        .map(id -> new WalletId(organizationId, id))
        .allMatch(id -> existing.get(id, this::find).isPresent());
  }

  private Optional<WalletId> find(WalletId id) {
    return states(id.organizationId(), List.of(id.id())).get().keySet().stream()
        .findFirst()
        .map(_ -> id);
  }

  private static WalletState state(Row row) {
    return new WalletState(
        row.uuid("id"), row.constant("status", WalletStatus.class), row.text("currency"));
  }
}
