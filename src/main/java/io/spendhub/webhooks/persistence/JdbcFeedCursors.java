package io.spendhub.webhooks.persistence;

import io.spendhub.ledger.EventFeed.FeedPosition;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.domain.EventPatterns;
import io.spendhub.webhooks.domain.FeedCursor;
import io.spendhub.webhooks.domain.FeedCursors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class JdbcFeedCursors implements FeedCursors {
  private static final String ADD =
      """
      insert into webhooks.cursors (organization_id, id, endpoint_id, after_commit, after_ordinal,
        until_commit, until_ordinal, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String ALL =
      """
      select c.organization_id, c.id, c.endpoint_id, c.after_commit, c.after_ordinal,
        c.until_commit, c.until_ordinal, e.events
      from webhooks.cursors c
      join webhooks.endpoints e on e.organization_id = c.organization_id and e.id = c.endpoint_id
      where e.status = 'ENABLED'
      """;
  private static final String LOCK =
      """
      select c.id from webhooks.cursors c
      join webhooks.endpoints e on e.organization_id = c.organization_id and e.id = c.endpoint_id
      where c.organization_id = ? and c.id = ? and c.after_commit = ? and c.after_ordinal = ?
        and e.status = 'ENABLED'
      for no key update of c skip locked
      """;
  private static final String MOVE =
      """
      update webhooks.cursors set after_commit = ?, after_ordinal = ?
      where organization_id = ? and id = ?
      """;
  private static final String REMOVE =
      "delete from webhooks.cursors where organization_id = ? and id = ?";
  private static final String REPLAYS =
      """
      select count(*) from webhooks.cursors
      where organization_id = ? and endpoint_id = ? and until_commit is not null
      """;

  private final Primary primary;

  JdbcFeedCursors(Primary primary) {
    this.primary = primary;
  }

  @Override
  public void add(FeedCursor cursor, Instant now) {
    primary.change(
        ADD,
        cursor.webhook().organizationId(),
        cursor.id(),
        cursor.webhook().id(),
        cursor.after().commit(),
        cursor.after().ordinal(),
        cursor.until().map(FeedPosition::commit),
        cursor.until().map(FeedPosition::ordinal),
        now);
  }

  @Override
  public List<FeedCursor> all() {
    return primary.list(ALL, JdbcFeedCursors::cursor);
  }

  private static FeedCursor cursor(Row row) {
    return new FeedCursor(
        row.uuid("id"),
        new WebhookId(row.uuid("organization_id"), row.uuid("endpoint_id")),
        EventPatterns.kept(row.texts("events")),
        new FeedPosition(row.number("after_commit"), row.number("after_ordinal")),
        row.numberIfAny("until_commit")
            .map(commit -> new FeedPosition(commit, row.number("until_ordinal"))));
  }

  @Override
  public boolean lockIfUnmoved(FeedCursor cursor) {
    return primary
        .first(
            LOCK,
            row -> row.uuid("id"),
            cursor.webhook().organizationId(),
            cursor.id(),
            cursor.after().commit(),
            cursor.after().ordinal())
        .isPresent();
  }

  @Override
  public void move(FeedCursor moved) {
    if (moved.isDone()) {
      primary.change(REMOVE, moved.webhook().organizationId(), moved.id());
    } else {
      primary.change(
          MOVE,
          moved.after().commit(),
          moved.after().ordinal(),
          moved.webhook().organizationId(),
          moved.id());
    }
  }

  @Override
  public long replays(WebhookId webhook) {
    return primary.list(REPLAYS, Row::figure, webhook.organizationId(), webhook.id()).getFirst();
  }
}
