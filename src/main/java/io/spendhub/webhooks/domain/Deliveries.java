package io.spendhub.webhooks.domain;

import io.spendhub.webhooks.DeliveryFailure;
import io.spendhub.webhooks.DeliveryStatus;
import io.spendhub.webhooks.DeliveryView;
import io.spendhub.webhooks.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Events told to webhooks. Whose turn it is, is told by the clock of the database. */
public interface Deliveries {

  /**
   * One that is to be made.
   *
   * @param sequence of the event in the feed; empty where the body is given
   */
  record NewDelivery(
      UUID id, UUID eventId, String eventType, Optional<Long> sequence, Optional<String> body) {}

  /**
   * A webhook that has deliveries whose time has come, with its sealed secrets.
   *
   * @param failing whether the last of its attempts failed, as far as that is kept
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Due(
      WebhookId webhook,
      String url,
      byte[] secret,
      Optional<byte[]> oldSecret,
      Optional<Instant> oldSecretUntil,
      boolean failing) {}

  /**
   * One of which an attempt begins.
   *
   * @param attempts this one included
   * @param since when it was asked for
   */
  record Claimed(
      WebhookId webhook,
      UUID id,
      UUID eventId,
      Optional<Long> sequence,
      Optional<String> body,
      long attempts,
      Instant since) {}

  /**
   * What became of an attempt.
   *
   * @param pause before the next one
   */
  record Outcome(
      Claimed claimed,
      Instant at,
      DeliveryStatus status,
      Duration pause,
      Optional<Integer> responseStatus,
      Optional<DeliveryFailure> failure) {}

  /**
   * What waits.
   *
   * @param oldest when the oldest was asked for that no attempt was begun of
   */
  record Backlog(long pending, Optional<Instant> oldest) {}

  void add(WebhookId webhook, Collection<NewDelivery> made, Instant now);

  /** How many of a webhook wait, counted no further than this. */
  long pending(WebhookId webhook, int atMost);

  /** All webhooks that are enabled and have some whose time has come, of every organization. */
  List<Due> due();

  /**
   * Begins attempts that nobody else begins within a minute, with the oldest that are due.
   *
   * @param atMost how many of each webhook
   */
  List<Claimed> claim(Map<WebhookId, Integer> atMost);

  /** Keeps what became of attempts. A late failure changes nothing that went on without it. */
  void record(Collection<Outcome> outcomes);

  /** Takes back that attempts were begun, whose events cannot be read yet or for want of room. */
  void putBack(Collection<Claimed> claimed);

  /** Begins anew with one of them, whatever became of it; empty if there is none. */
  Optional<DeliveryView> again(WebhookId webhook, UUID id, Instant now);

  Optional<DeliveryView> find(WebhookId webhook, UUID id);

  Backlog backlog();

  /**
   * Deletes some that have ended and were made before, and some of webhooks that are gone.
   *
   * @return how many
   */
  int deleteSome(Instant madeBefore);
}
