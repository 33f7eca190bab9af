package io.spendhub.ledger.query;

import io.spendhub.ledger.EventFeed;
import io.spendhub.ledger.EventFeed.FeedPosition;
import io.spendhub.platform.events.EventView;
import jakarta.enterprise.context.ApplicationScoped;
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
   * Reads on in the feed.
   *
   * @param after the cursor of the stretch before; from the beginning without one
   */
  public Feed after(UUID organizationId, Optional<String> after, int limit) {
    FeedPosition from =
        after.map(cursor -> FeedPosition.of("after", cursor)).orElse(FeedPosition.BEGINNING);
    EventFeed.Stretch stretch = feed.after(organizationId, from, limit);
    return new Feed(stretch.events(), stretch.last().cursor());
  }
}
