package io.spendhub.webhooks.command;

import static java.util.stream.Collectors.groupingBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.ledger.EventFeed;
import io.spendhub.ledger.EventFeed.FeedPosition;
import io.spendhub.ledger.EventFeed.Stretch;
import io.spendhub.platform.events.EventView;
import io.spendhub.shared.Ids;
import io.spendhub.webhooks.domain.Deliveries;
import io.spendhub.webhooks.domain.Deliveries.NewDelivery;
import io.spendhub.webhooks.domain.FeedCursor;
import io.spendhub.webhooks.domain.FeedCursors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes deliveries of what stands in the feeds. A cursor moves on in the transaction that writes
 * the deliveries of what it passes, and only from where it was read: so whoever else does the same,
 * and whenever a process is killed, nothing is left out and nothing comes twice.
 */
@ApplicationScoped
class FeedReading {
  private static final int EVENTS_AT_ONCE = 500;

  private final EventFeed feed;
  private final FeedCursors cursors;
  private final Deliveries deliveries;
  private final Clock clock;

  FeedReading(EventFeed feed, FeedCursors cursors, Deliveries deliveries, Clock clock) {
    this.feed = feed;
    this.cursors = cursors;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /**
   * Reads a stretch for every webhook that is behind and has room, so that none waits for all that
   * another has to hear.
   *
   * @return whether any cursor moved, so that there may be more
   */
  boolean goOn() {
    List<FeedCursor> all = cursors.all();
    if (all.isEmpty()) {
      return false;
    }
    Map<UUID, FeedPosition> ends =
        feed.ends(
            all.stream().map(each -> each.webhook().organizationId()).collect(Collectors.toSet()));
    Map<Place, List<FeedCursor>> behind =
        all.stream()
            .filter(
                each ->
                    each.isBehind(
                        ends.getOrDefault(each.webhook().organizationId(), FeedPosition.BEGINNING)))
            .collect(groupingBy(Place::of));
    boolean any = false;
    for (Map.Entry<Place, List<FeedCursor>> each : behind.entrySet()) {
      any |= move(each.getKey(), each.getValue());
    }
    return any;
  }

  /** Webhooks that stand at the same place read the same. */
  private record Place(UUID organizationId, FeedPosition position) {
    static Place of(FeedCursor cursor) {
      return new Place(cursor.webhook().organizationId(), cursor.after());
    }
  }

  /** What was read is let go before another place is read: there may be very many places. */
  private boolean move(Place place, List<FeedCursor> together) {
    Optional<Stretch> read = Optional.empty();
    boolean any = false;
    for (FeedCursor cursor : together) {
      int room =
          cursor.mostPending() - (int) deliveries.pending(cursor.webhook(), cursor.mostPending());
      if (room > 0) {
        Stretch stretch =
            read.orElseGet(
                () -> feed.after(place.organizationId(), place.position(), EVENTS_AT_ONCE));
        read = Optional.of(stretch);
        Step step = step(cursor, stretch, room);
        any |= QuarkusTransaction.requiringNew().call(() -> keep(cursor, step));
      }
    }
    return any;
  }

  private record Step(FeedCursor moved, List<NewDelivery> made) {}

  /** Goes on to the end of the stretch, of the replay or of the room, whichever is first. */
  private static Step step(FeedCursor cursor, Stretch stretch, int room) {
    List<NewDelivery> made = new ArrayList<>();
    FeedPosition reached = cursor.after();
    for (EventView event : stretch.events()) {
      FeedPosition position = FeedPosition.ofSequence(event.sequence());
      if (cursor.endsBefore(position)) {
        return new Step(cursor.movedTo(cursor.until().orElseThrow()), made);
      }
      if (cursor.events().match(event.type())) {
        if (made.size() == room) {
          return new Step(cursor.movedTo(reached), made);
        }
        made.add(
            new NewDelivery(
                Ids.next(),
                event.id(),
                event.type(),
                Optional.of(event.sequence()),
                Optional.empty()));
      }
      reached = position;
    }
    return new Step(cursor.movedTo(stretch.reached()), made);
  }

  private boolean keep(FeedCursor cursor, Step step) {
    if (!cursors.lockIfUnmoved(cursor)) {
      return false;
    }
    deliveries.add(cursor.webhook(), step.made(), clock.instant());
    cursors.move(step.moved());
    return !step.moved().equals(cursor);
  }
}
