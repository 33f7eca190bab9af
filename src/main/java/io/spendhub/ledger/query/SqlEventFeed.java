package io.spendhub.ledger.query;

import static java.util.stream.Collectors.toMap;

import io.spendhub.ledger.EventFeed;
import io.spendhub.ledger.EventFeed.FeedPosition;
import io.spendhub.platform.events.EventView;
import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class SqlEventFeed implements EventFeed {
  /** Commit by commit; chunks of generations, which are commits without events, are passed over. */
  private static final String FEED =
      """
      select f.*, end_of.number as end_number
      from (select max(number) as number from ledger.commits where organization_id = ?) end_of
      left join (
        select c.number, e.ordinal, e.id, e.type, e.at, e.subject, e.request_id, e.data
        from (
          select id, number, row_number() over (order by number) = %1$d as last
          from ledger.commits where organization_id = ? and number >= ?
          order by number limit %1$d) c
        left join lateral (
          select * from platform.events where organization_id = ? and commit_id = c.id
          order by ordinal) e on true
        where (e.id is not null and (c.number, e.ordinal) > (?, ?)) or (c.last and e.id is null)
        order by c.number, e.ordinal limit ?) f on true
      order by f.number, f.ordinal
      """
          .formatted(Listing.MOST_READ);

  private static final String SOME =
      """
      select c.number, e.ordinal, e.id, e.type, e.at, e.subject, e.request_id, e.data
      from unnest(?::int8[], ?::int8[]) as wanted (number, ordinal)
      join ledger.commits c on c.organization_id = ? and c.number = wanted.number
      join platform.events e on e.organization_id = c.organization_id and e.commit_id = c.id
        and e.ordinal = wanted.ordinal
      """;

  private static final String ENDS =
      """
      select o.id, c.number from unnest(?::uuid[]) as o (id)
      cross join lateral (
        select number from ledger.commits where organization_id = o.id and number is not null
        order by number desc limit 1) c
      """;

  private final Sql sql;
  private final ToldData told;

  SqlEventFeed(Sql sql, ToldData told) {
    this.sql = sql;
    this.told = told;
  }

  /**
   * A commit without an event has a position too: where a call ends that came upon many such.
   *
   * @param position none where nothing follows
   * @param end of the feed, as of the same statement
   */
  private record Placed(
      Optional<FeedPosition> position, Optional<EventView> event, FeedPosition end) {}

  @Override
  public Stretch after(UUID organizationId, FeedPosition position, int atMost) {
    List<Placed> found =
        sql.query(
                FEED,
                organizationId,
                organizationId,
                position.commit(),
                organizationId,
                position.commit(),
                position.ordinal(),
                atMost)
            .list(this::placed);
    FeedPosition end = found.getFirst().end();
    FeedPosition last = found.getLast().position().orElse(position);
    boolean whole = found.size() < atMost && end.commit() - position.commit() < Listing.MOST_READ;
    return new Stretch(
        found.stream().flatMap(placed -> placed.event().stream()).toList(),
        last,
        whole && end.compareTo(last) > 0 ? end : last);
  }

  private Placed placed(Row row) {
    Optional<Long> number = row.numberIfAny("number");
    Optional<EventView> event = row.numberIfAny("ordinal").map(any -> event(row));
    return new Placed(
        event.isPresent() ? Optional.of(position(row)) : number.map(FeedPosition::behind),
        event,
        row.numberIfAny("end_number").map(FeedPosition::behind).orElse(FeedPosition.BEGINNING));
  }

  @Override
  public List<EventView> of(UUID organizationId, Collection<Long> sequences) {
    List<FeedPosition> positions = sequences.stream().map(FeedPosition::ofSequence).toList();
    return sql.query(
            SOME,
            positions.stream().map(FeedPosition::commit).toList(),
            positions.stream().map(FeedPosition::ordinal).toList(),
            organizationId)
        .list(this::event);
  }

  @Override
  public Map<UUID, FeedPosition> ends(Collection<UUID> organizationIds) {
    record End(UUID organizationId, FeedPosition position) {}
    return sql
        .query(ENDS, List.copyOf(organizationIds))
        .list(row -> new End(row.uuid("id"), FeedPosition.behind(row.number("number"))))
        .stream()
        .collect(toMap(End::organizationId, End::position));
  }

  private EventView event(Row row) {
    String type = row.text("type");
    return new EventView(
        row.uuid("id"),
        position(row).sequence(),
        type,
        row.instant("at"),
        row.uuid("subject"),
        row.text("request_id"),
        told.of(type, row.text("data")));
  }

  private static FeedPosition position(Row row) {
    return new FeedPosition(row.number("number"), row.number("ordinal"));
  }
}
