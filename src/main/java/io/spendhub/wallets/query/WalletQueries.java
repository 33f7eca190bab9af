package io.spendhub.wallets.query;

import io.spendhub.identity.OwnerType;
import io.spendhub.ledger.Balance;
import io.spendhub.ledger.Statements;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitUsageView;
import io.spendhub.limits.ShownLimits;
import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.wallets.WalletStatus;
import io.spendhub.wallets.WalletView;
import io.spendhub.wallets.WalletView.BalanceView;
import io.spendhub.wallets.WalletView.OwnerView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Wallets with their balances and limits. */
@ApplicationScoped
public class WalletQueries {
  private static final String TABLE = "wallets.wallets";
  private static final String SELECT =
      """
      select id, owner_team_id, owner_user_id, name, currency, status, metadata::text as metadata,
             version, created_at
      from %s w
      """;

  private final Sql sql;
  private final Statements statements;
  private final ShownLimits limits;

  WalletQueries(Sql sql, Statements statements, ShownLimits limits) {
    this.sql = sql;
    this.statements = statements;
    this.limits = limits;
  }

  /** A wallet's own row, before its balance and limits are put beside it. */
  private record Found(
      UUID id,
      OwnerView owner,
      String name,
      String currency,
      WalletStatus status,
      Map<String, String> metadata,
      long version,
      Instant createdAt) {

    static Found of(Row row) {
      OwnerView owner =
          row.uuidIfAny("owner_team_id")
              .map(team -> new OwnerView(OwnerType.TEAM, team))
              .orElseGet(() -> new OwnerView(OwnerType.USER, row.uuid("owner_user_id")));
      return new Found(
          row.uuid("id"),
          owner,
          row.text("name"),
          row.text("currency"),
          row.constant("status", WalletStatus.class),
          row.pairs("metadata"),
          row.number("version"),
          row.instant("created_at"));
    }

    WalletView view(Map<UUID, Balance> balances, Map<UUID, List<LimitSpec>> limits) {
      return new WalletView(
          id,
          owner,
          name,
          currency,
          status,
          BalanceView.of(balances.getOrDefault(id, new Balance(0, 0))),
          limits.getOrDefault(id, List.of()),
          metadata,
          createdAt);
    }
  }

  public Optional<Versioned<WalletView>> find(UUID organizationId, UUID walletId) {
    return sql.query(SELECT.formatted(TABLE) + "where organization_id = ?", organizationId)
        .then("and id = ?", walletId)
        .first(Found::of)
        .map(
            found ->
                new Versioned<>(views(organizationId, List.of(found)).getFirst(), found.version()));
  }

  /** The currency of a wallet, if the organization has it. */
  public Optional<String> currency(UUID organizationId, UUID walletId) {
    return sql.query(
            "select currency from wallets.wallets where organization_id = ?", organizationId)
        .then("and id = ?", walletId)
        .first(row -> row.text("currency"));
  }

  /** A wallet's limits as of now, and what was used of them, if the organization has it. */
  public Optional<LimitUsageView.Limits> limits(UUID organizationId, UUID walletId) {
    return currency(organizationId, walletId)
        .map(known -> statements.now(organizationId, walletId))
        .map(now -> new LimitUsageView.Limits(limits.usage(organizationId, walletId, now)));
  }

  /**
   * Wallets, newest first.
   *
   * @param visible the ids of those that may be listed; all, if it is empty
   */
  public Page<WalletView> list(
      UUID organizationId,
      Optional<Set<UUID>> visible,
      Optional<UUID> teamId,
      Optional<UUID> userId,
      Optional<WalletStatus> status,
      PageQuery page) {
    Page<Found> found =
        Listing.of(TABLE, organizationId)
            .only("id", visible)
            .by("owner_team_id", teamId)
            .by("owner_user_id", userId)
            .by("status", status)
            .page(sql, page, SELECT, Found::of);
    return new Page<>(views(organizationId, found.data()), found.nextCursor());
  }

  private List<WalletView> views(UUID organizationId, List<Found> found) {
    List<UUID> ids = found.stream().map(Found::id).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, Balance> balances = statements.balances(organizationId, ids);
    Map<UUID, List<LimitSpec>> limitsOf = limits.find(organizationId, ids);
    return found.stream().map(wallet -> wallet.view(balances, limitsOf)).toList();
  }
}
