package io.spendhub.ledger.query;

import io.spendhub.platform.events.EventView;
import io.spendhub.platform.http.lists.Cursor;
import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The feed of an organization's events. Only sealed commits are in it: their numbers were given to
 * what was visible, so nothing can ever appear before a position that was read already.
 */
@ApplicationScoped
public class EventQueries {
  /** Commit by commit; chunks of generations, which are commits without events, are passed over. */
  private static final String FEED =
      """
      select c.number, e.ordinal, e.id, e.type, e.at, e.subject, e.request_id, e.data
      from (
        select id, number, row_number() over (order by number) = %1$d as last
        from ledger.commits where organization_id = ? and number >= ?
        order by number limit %1$d) c
      left join lateral (
        select * from platform.events where organization_id = ? and commit_id = c.id
        order by ordinal) e on true
      where (e.id is not null and (c.number, e.ordinal) > (?, ?)) or (c.last and e.id is null)
      order by c.number, e.ordinal limit ?
      """
          .formatted(Listing.MOST_READ);

  private final Sql sql;
  private final ToldData told;

  EventQueries(Sql sql, ToldData told) {
    this.sql = sql;
    this.told = told;
  }

  /**
   * A stretch of the feed, oldest first.
   *
   * @param nextCursor where to go on; given even at the end, to wait there for more
   */
  public record Feed(List<EventView> data, String nextCursor) {}

  private record FeedPosition(long commit, long ordinal) {
    static final FeedPosition BEGINNING = new FeedPosition(0, 0);

    static FeedPosition of(String after) {
      try {
        String cursor = Cursor.decode(after);
        int colon = cursor.indexOf(':');
        return new FeedPosition(
            Long.parseLong(cursor.substring(0, Math.max(colon, 0))),
            Long.parseLong(cursor.substring(colon + 1)));
      } catch (NumberFormatException | Refusal notOurs) {
        throw invalid();
      }
    }

    private static Refusal invalid() {
      return Refusal.invalidField("after", "invalid_cursor", "The cursor was not given out here.");
    }

    String cursor() {
      return Cursor.encode(commit + ":" + ordinal);
    }
  }

  /** A commit without an event has a position too: where a call ends that came upon many such. */
  private record Placed(FeedPosition position, Optional<EventView> event) {}

  /**
   * Reads on in the feed.
   *
   * @param after the cursor of the stretch before; from the beginning without one
   */
  public Feed after(UUID organizationId, Optional<String> after, int limit) {
    FeedPosition from = after.map(FeedPosition::of).orElse(FeedPosition.BEGINNING);
    List<Placed> found =
        sql.query(
                FEED,
                organizationId,
                from.commit(),
                organizationId,
                from.commit(),
                from.ordinal(),
                limit)
            .list(this::placed);
    FeedPosition last = found.isEmpty() ? from : found.getLast().position();
    return new Feed(
        found.stream().flatMap(placed -> placed.event().stream()).toList(), last.cursor());
  }

  private Placed placed(Row row) {
    Optional<Long> ordinal = row.numberIfAny("ordinal");
    FeedPosition position = new FeedPosition(row.number("number"), ordinal.orElse(Long.MAX_VALUE));
    return new Placed(position, ordinal.map(any -> event(row)));
  }

  private EventView event(Row row) {
    String type = row.text("type");
    return new EventView(
        row.uuid("id"),
        type,
        row.instant("at"),
        row.uuid("subject"),
        row.text("request_id"),
        told.of(type, row.text("data")));
  }
}
