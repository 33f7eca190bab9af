package io.spendhub.cards.persistence;

import static io.spendhub.platform.sql.Type.TEXT;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;
import static java.util.stream.Collectors.toMap;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardId;
import io.spendhub.cards.CardState;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardTies;
import io.spendhub.cards.CardType;
import io.spendhub.cards.Cards;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Remembered;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Table;
import io.spendhub.shared.Later;
import jakarta.enterprise.context.ApplicationScoped;
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

  private static final Table<Map.Entry<UUID, String>> FIRST_USES =
      Table.<Map.Entry<UUID, String>>of("cards.first_uses")
          .column("lineage_id", UUID, Map.Entry::getKey)
          .column("merchant_key", TEXT, Map.Entry::getValue);

  private final Primary primary;

  private final Remembered<CardId, CardTies> ties = new Remembered<>(REMEMBERED);

  JdbcCards(Primary primary) {
    this.primary = primary;
  }

  @Override
  public Map<UUID, CardTies> ties(UUID organizationId, Collection<UUID> cardIds) {
    List<CardId> ids = cardIds.stream().map(id -> new CardId(organizationId, id)).toList();
    Map<UUID, CardTies> found = new HashMap<>();
    ties.getAll(ids, missing -> readTies(organizationId, missing))
        .forEach((id, known) -> found.put(id.id(), known));
    return found;
  }

  @Override
  public Later<Map<UUID, CardState>> states(UUID organizationId, Collection<UUID> cardIds) {
    return read(BY_ID, organizationId, cardIds);
  }

  @Override
  public void bind(UUID organizationId, Map<UUID, String> merchantKeyByLine, Instant at) {
    primary.insertLater(
        FIRST_USES.with("at", TIMESTAMPTZ, at), organizationId, merchantKeyByLine.entrySet());
  }

  @Override
  public Collection<UUID> line(UUID organizationId, UUID firstCardId) {
    return read(BY_LINE, organizationId, List.of(firstCardId)).get().keySet();
  }

  @Override
  public Collection<CardState> onWallets(UUID organizationId, Collection<UUID> walletIds) {
    return read(BY_WALLET, organizationId, walletIds).get().values();
  }

  @Override
  public Collection<CardState> heldBy(UUID organizationId, UUID holderId) {
    return read(BY_HOLDER, organizationId, List.of(holderId)).get().values();
  }

  private Map<CardId, CardTies> readTies(UUID organizationId, Collection<CardId> ids) {
    return states(organizationId, ids.stream().map(CardId::id).toList()).get().values().stream()
        .collect(
            toMap(
                card -> new CardId(organizationId, card.id()),
                card -> new CardTies(card.walletId(), card.holderId(), card.limitOwnerId())));
  }

  private Later<Map<UUID, CardState>> read(
      String select, UUID organizationId, Collection<UUID> ids) {
    return primary.findLater(select, JdbcCards::state, CardState::id, organizationId, ids);
  }

  private static CardState state(Row row) {
    return new CardState(
        row.uuid("id"),
        row.uuid("wallet_id"),
        row.uuid("holder_id"),
        row.uuid("lineage_id"),
        row.constant("type", CardType.class),
        row.constant("status", CardStatus.class),
        row.numberIfAny("exp_year").flatMap(year -> expiry(year, row)),
        row.jsonIfAny("controls", CardControls.class).orElse(CardControls.NONE),
        row.textIfAny("merchant_key"));
  }

  private static Optional<YearMonth> expiry(long year, Row row) {
    return row.numberIfAny("exp_month")
        .map(month -> YearMonth.of(Math.toIntExact(year), Math.toIntExact(month)));
  }
}
