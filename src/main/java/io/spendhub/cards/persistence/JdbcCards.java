package io.spendhub.cards.persistence;

import io.spendhub.cards.CardId;
import io.spendhub.cards.CardState;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.cards.Cards;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Remembered;
import io.spendhub.platform.sql.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class JdbcCards implements Cards {
  private static final int REMEMBERED = 100_000;
  private static final String STATES =
      """
      select c.id, c.wallet_id, c.holder_id, c.lineage_id, c.type, c.status, c.exp_year,
             c.exp_month, c.controls, u.merchant_key
      from cards.cards c
      left join cards.first_uses u
        on u.organization_id = c.organization_id and u.lineage_id = c.lineage_id
      where c.organization_id = ? and c.%s = any (?)
      """;
  private static final String BY_ID = STATES.formatted("id");
  private static final String BY_WALLET = STATES.formatted("wallet_id");
  private static final String BY_HOLDER = STATES.formatted("holder_id");
  private static final String BY_LINE = STATES.formatted("lineage_id");

  private static final String BIND =
      """
      insert into cards.first_uses (organization_id, lineage_id, merchant_key, at)
      select ?, u.* from unnest(?, ?, ?) as u
      """;

  private final Primary primary;
  private final ControlsColumn controls;

  /** A card draws on the same wallet for good, so this never goes stale. */
  private final Remembered<CardId, UUID> wallets = new Remembered<>(REMEMBERED);

  JdbcCards(Primary primary, ControlsColumn controls) {
    this.primary = primary;
    this.controls = controls;
  }

  @Override
  public Optional<UUID> walletOf(UUID organizationId, UUID cardId) {
    return wallets.get(new CardId(organizationId, cardId), this::readWallet);
  }

  @Override
  public Map<UUID, CardState> states(UUID organizationId, Collection<UUID> cardIds) {
    return primary.with(connection -> read(connection, BY_ID, organizationId, cardIds));
  }

  @Override
  public void bind(UUID organizationId, Map<UUID, String> merchantKeyByLine, Instant at) {
    Rows rows = new Rows("uuid", "text", "timestamptz");
    merchantKeyByLine.forEach((line, merchantKey) -> rows.add(line, merchantKey, at));
    primary.execute(rows, BIND, organizationId);
  }

  @Override
  public Collection<UUID> line(UUID organizationId, UUID firstCardId) {
    return primary
        .with(connection -> read(connection, BY_LINE, organizationId, List.of(firstCardId)))
        .keySet();
  }

  @Override
  public Collection<CardState> onWallets(UUID organizationId, Collection<UUID> walletIds) {
    return primary
        .with(connection -> read(connection, BY_WALLET, organizationId, walletIds))
        .values();
  }

  @Override
  public Collection<CardState> heldBy(UUID organizationId, UUID holderId) {
    return primary
        .with(connection -> read(connection, BY_HOLDER, organizationId, List.of(holderId)))
        .values();
  }

  private Optional<UUID> readWallet(CardId id) {
    return Optional.ofNullable(states(id.organizationId(), List.of(id.id())).get(id.id()))
        .map(CardState::walletId);
  }

  private Map<UUID, CardState> read(
      Connection connection, String select, UUID organizationId, Collection<UUID> ids)
      throws SQLException {
    Map<UUID, CardState> states = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setObject(1, organizationId);
      statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          CardState state = state(row);
          states.put(state.id(), state);
        }
      }
    }
    return states;
  }

  private CardState state(ResultSet row) throws SQLException {
    return new CardState(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getObject(3, UUID.class),
        row.getObject(4, UUID.class),
        CardType.valueOf(row.getString(5)),
        CardStatus.valueOf(row.getString(6)),
        expiry(row.getInt(7), row.getInt(8)),
        controls.read(row.getString(9)),
        Optional.ofNullable(row.getString(10)));
  }

  /** A null of the database is a 0 of the driver, and no month is 0. */
  private static Optional<YearMonth> expiry(int year, int month) {
    return month == 0 ? Optional.empty() : Optional.of(YearMonth.of(year, month));
  }
}
