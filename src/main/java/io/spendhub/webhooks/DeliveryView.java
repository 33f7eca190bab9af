package io.spendhub.webhooks;

import io.spendhub.platform.sql.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event told to a webhook, or to be told.
 *
 * @param sequence the event's in the feed; absent for a test, which is in no feed
 * @param attempts how many were begun, since it was last asked for
 * @param nextAttemptAt the earliest time of the next; while one is under way, when it is given up
 * @param responseStatus of the last answer
 * @param failure why the last attempt failed
 */
public record DeliveryView(
    UUID id,
    UUID webhookId,
    UUID eventId,
    String eventType,
    Optional<Long> sequence,
    DeliveryStatus status,
    long attempts,
    Optional<Instant> nextAttemptAt,
    Optional<Instant> lastAttemptAt,
    Optional<Long> responseStatus,
    Optional<DeliveryFailure> failure,
    Instant createdAt,
    Optional<Instant> finishedAt) {

  /** What a row of webhooks.deliveries tells. */
  public static DeliveryView of(Row row) {
    DeliveryStatus status = row.constant("status", DeliveryStatus.class);
    return new DeliveryView(
        row.uuid("id"),
        row.uuid("endpoint_id"),
        row.uuid("event_id"),
        row.text("event_type"),
        row.numberIfAny("sequence"),
        status,
        row.number("attempts"),
        Optional.of(row.instant("due_at")).filter(due -> status == DeliveryStatus.PENDING),
        row.instantIfAny("attempted_at"),
        row.numberIfAny("response_status"),
        row.textIfAny("failure").map(DeliveryFailure::valueOf),
        row.instant("created_at"),
        row.instantIfAny("finished_at"));
  }
}
