package io.spendhub.ledger.query;

import io.spendhub.ledger.EventFeed;
import io.spendhub.ledger.EventFeed.FeedPosition;
import io.spendhub.platform.events.EventView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The feed as the API tells it. */
@ApplicationScoped
public class EventQueries {
  private final EventFeed feed;

  EventQueries(EventFeed feed) {
    this.feed = feed;
  }

  /**
   * A stretch of the feed, oldest first.
   *
   * @param nextCursor where to go on; given even at the end, to wait there for more
   */
  public record Feed(List<EventView> data, String nextCursor) {}

  /**
   * One step of whoever follows the feed.
   *
   * @param event empty where there is none, but a position to go on from
   * @param cursor where to go on after it
   */
  public record Step(Optional<EventView> event, String cursor) {}

  /**
   * Reads on in the feed.
   *
   * @param after the cursor of the stretch before; from the beginning without one
   */
  public Feed after(UUID organizationId, Optional<String> after, int limit) {
    EventFeed.Stretch stretch = feed.after(organizationId, position(after), limit);
    return new Feed(stretch.events(), stretch.last().cursor());
  }

  /** The same for whoever follows it: each event with its own cursor. */
  public List<Step> steps(UUID organizationId, Optional<String> after, int limit) {
    FeedPosition read = position(after);
    EventFeed.Stretch stretch = feed.after(organizationId, read, limit);
    List<Step> steps = new ArrayList<>();
    for (EventView event : stretch.events()) {
      read = FeedPosition.ofSequence(event.sequence());
      steps.add(new Step(Optional.of(event), read.cursor()));
    }
    if (!stretch.last().equals(read)) {
      steps.add(new Step(Optional.empty(), stretch.last().cursor()));
    }
    return steps;
  }

  private static FeedPosition position(Optional<String> after) {
    return after.map(cursor -> FeedPosition.of("after", cursor)).orElse(FeedPosition.BEGINNING);
  }
}
