package io.spendhub.webhooks.domain;

import io.spendhub.ledger.EventFeed.FeedPosition;
import io.spendhub.webhooks.WebhookId;
import java.util.Optional;
import java.util.UUID;

/**
 * How far the feed was read for a webhook.
 *
 * @param id the webhook's own, or that of a replay
 * @param until where a replay ends; what is read for good never does
 */
public record FeedCursor(
    UUID id,
    WebhookId webhook,
    EventPatterns events,
    FeedPosition after,
    Optional<FeedPosition> until) {

  /** What is to come keeps room that replays must not take. */
  private static final int MOST_PENDING = 5_000;

  private static final int MOST_PENDING_TO_REPLAY = 2_500;

  /**
   * How many deliveries of its webhook may wait before no more of the feed is read for it. What is
   * not read stands in the feed, where it costs nothing.
   */
  public int mostPending() {
    return until.isPresent() ? MOST_PENDING_TO_REPLAY : MOST_PENDING;
  }

  /** Whether there may be something to read, in a feed that reaches so far. */
  public boolean isBehind(FeedPosition end) {
    return after.compareTo(end) < 0;
  }

  public FeedCursor movedTo(FeedPosition position) {
    return new FeedCursor(id, webhook, events, position, until);
  }

  /** Whether an event stands behind the end of a replay. */
  public boolean endsBefore(FeedPosition position) {
    return until.isPresent() && position.compareTo(until.get()) > 0;
  }

  public boolean isDone() {
    return until.isPresent() && after.compareTo(until.get()) >= 0;
  }
}
