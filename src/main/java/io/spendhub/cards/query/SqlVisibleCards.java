package io.spendhub.cards.query;

import io.spendhub.cards.VisibleCards;
import io.spendhub.platform.security.Caller;
import io.spendhub.platform.sql.Sql;
import io.spendhub.wallets.VisibleWallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class SqlVisibleCards implements VisibleCards {
  private static final String HELD_OR_ON_WALLETS =
      """
      select id from cards.cards where organization_id = ? and holder_id = ?
      union
      select id from cards.cards where organization_id = ? and wallet_id = any (?)
      """;

  private final Sql sql;
  private final VisibleWallets wallets;

  SqlVisibleCards(Sql sql, VisibleWallets wallets) {
    this.sql = sql;
    this.wallets = wallets;
  }

  @Override
  public Optional<Set<UUID>> to(Caller caller) {
    return caller.onlyOwn().map(own -> visible(caller.organizationId(), own));
  }

  private Set<UUID> visible(UUID organizationId, Caller.Own own) {
    List<UUID> ofTeams = List.copyOf(wallets.of(organizationId, own.teamIds()));
    return Set.copyOf(
        sql.query(HELD_OR_ON_WALLETS, organizationId, own.userId(), organizationId, ofTeams)
            .list(row -> row.uuid("id")));
  }
}
