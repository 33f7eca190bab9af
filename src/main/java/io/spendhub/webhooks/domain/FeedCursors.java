package io.spendhub.webhooks.domain;

import io.spendhub.webhooks.WebhookId;
import java.time.Instant;
import java.util.List;

/** How far the feeds were read. */
public interface FeedCursors {
  void add(FeedCursor cursor, Instant now);

  /** Those of all webhooks that are enabled, of every organization. */
  List<FeedCursor> all();

  /**
   * Locks a cursor, unless another transaction has it or it has moved since it was read, or its
   * webhook is gone or disabled.
   */
  boolean lockIfUnmoved(FeedCursor cursor);

  /** Keeps where a cursor is, or removes it if it is done. */
  void move(FeedCursor moved);

  /** How many replays of a webhook have not ended. */
  long replays(WebhookId webhook);
}
