package io.spendhub.cards.query;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.cards.CardView;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** Cards with their limits. */
@ApplicationScoped
public class CardQueries {
  private static final String TABLE = "cards.cards";
  private static final String WITH_ID = "where organization_id = ? and id = ?";
  private static final String SELECT =
      """
      select id, wallet_id, holder_id, lineage_id, type, status, memo, bin, last4, exp_month,
             exp_year, token_ref, replaces_card_id, controls, metadata::text as metadata, version,
             created_at
      from %s c
      """;

  private final Sql sql;
  private final ShownLimits limits;
  private final Statements ledger;

  CardQueries(Sql sql, ShownLimits limits, Statements ledger) {
    this.sql = sql;
    this.limits = limits;
    this.ledger = ledger;
  }

  /** A card that is complete but for the limits of its line of replacements. */
  private record Found(UUID limitOwnerId, long version, CardView card) {
    static Found of(Row row) {
      return new Found(row.uuid("lineage_id"), row.number("version"), withoutLimits(row));
    }

    CardView view(Map<UUID, List<LimitSpec>> limits) {
      return card.with(limits.getOrDefault(limitOwnerId, List.of()), card.controls());
    }
  }

  public Optional<Versioned<CardView>> find(UUID organizationId, UUID cardId) {
    return sql.query(SELECT.formatted(TABLE) + WITH_ID, organizationId, cardId)
        .first(Found::of)
        .map(
            found ->
                new Versioned<>(views(organizationId, List.of(found)).getFirst(), found.version()));
  }

  /** The limits that bind a card, and what was used of them. */
  public Optional<LimitUsageView.Limits> limits(UUID organizationId, UUID cardId) {
    record Bound(UUID line, UUID walletId) {}
    return sql.query(
            "select lineage_id, wallet_id from cards.cards " + WITH_ID, organizationId, cardId)
        .first(row -> new Bound(row.uuid("lineage_id"), row.uuid("wallet_id")))
        .map(
            card ->
                limits.usage(
                    organizationId, card.line(), ledger.now(organizationId, card.walletId())))
        .map(LimitUsageView.Limits::new);
  }

  /**
   * Cards, newest first.
   *
   * @param visible the ids of those that may be listed; all, if it is empty
   */
  public Page<CardView> list(
      UUID organizationId,
      Optional<Set<UUID>> visible,
      Optional<UUID> walletId,
      Optional<UUID> holderId,
      Optional<CardStatus> status,
      PageQuery page) {
    Page<Found> found =
        Listing.of(TABLE, organizationId)
            .only("id", visible)
            .by("wallet_id", walletId)
            .by("holder_id", holderId)
            .by("status", status)
            .page(sql, page, SELECT, Found::of);
    return new Page<>(views(organizationId, found.data()), found.nextCursor());
  }

  private List<CardView> views(UUID organizationId, List<Found> found) {
    Map<UUID, List<LimitSpec>> limitsOf =
        limits.find(organizationId, found.stream().map(Found::limitOwnerId).toList());
    return found.stream().map(card -> card.view(limitsOf)).toList();
  }

  private static CardView withoutLimits(Row row) {
    return new CardView(
        row.uuid("id"),
        row.uuid("wallet_id"),
        row.uuid("holder_id"),
        row.constant("type", CardType.class),
        row.constant("status", CardStatus.class),
        row.textIfAny("memo"),
        row.textIfAny("bin"),
        row.textIfAny("last4"),
        integer(row, "exp_month"),
        integer(row, "exp_year"),
        row.textIfAny("token_ref"),
        row.uuidIfAny("replaces_card_id"),
        List.of(),
        row.jsonIfAny("controls", CardControls.class).orElse(CardControls.NONE),
        row.pairs("metadata"),
        row.instant("created_at"));
  }

  private static OptionalInt integer(Row row, String column) {
    return row.numberIfAny(column)
        .map(number -> OptionalInt.of(number.intValue()))
        .orElse(OptionalInt.empty());
  }
}
