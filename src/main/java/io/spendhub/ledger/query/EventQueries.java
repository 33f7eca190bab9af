package io.spendhub.ledger.query;

import io.spendhub.platform.database.Sql;
import io.spendhub.platform.events.EventView;
import io.spendhub.platform.http.Cursor;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The feed of an organization's events. Only sealed commits are in it: their numbers were given to
 * what was visible, so nothing can ever appear before a place that was read already.
 */
@ApplicationScoped
public class EventQueries {
  private final Sql sql;

  EventQueries(Sql sql) {
    this.sql = sql;
  }

  /**
   * A stretch of the feed, oldest first.
   *
   * @param nextCursor where to go on; given even at the end, to wait there for more
   */
  public record Feed(List<EventView> data, String nextCursor) {}

  private record Place(long commit, long ordinal) {
    static final Place BEGINNING = new Place(0, 0);

    static Place of(String after) {
      try {
        String cursor = Cursor.decode(after);
        int colon = cursor.indexOf(':');
        return new Place(
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

  private record Placed(Place place, EventView event) {}

  /**
   * Reads on in the feed.
   *
   * @param after the cursor of the stretch before; from the beginning without one
   */
  public Feed after(UUID organizationId, Optional<String> after, int limit) {
    Place from = after.map(Place::of).orElse(Place.BEGINNING);
    List<Placed> found =
        sql.query(
                """
                select c.number, e.ordinal, e.id, e.type, e.at, e.subject, e.request_id, e.data
                from ledger.commits c
                join platform.events e
                  on e.organization_id = c.organization_id and e.commit_id = c.id
                where c.organization_id = ? and c.number >= ?
                  and (c.number, e.ordinal) > (?, ?)
                order by c.number, e.ordinal limit ?
                """,
                organizationId,
                from.commit(),
                from.commit(),
                from.ordinal(),
                limit)
            .list(
                row ->
                    new Placed(
                        new Place(row.number("number"), row.number("ordinal")),
                        new EventView(
                            row.uuid("id"),
                            row.text("type"),
                            row.instant("at"),
                            row.uuid("subject"),
                            row.text("request_id"),
                            row.text("data"))));
    Place last = found.isEmpty() ? from : found.getLast().place();
    return new Feed(found.stream().map(Placed::event).toList(), last.cursor());
  }
}
