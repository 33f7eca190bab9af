package io.spendhub.webhooks.command;

import io.spendhub.platform.events.EventView;
import io.spendhub.platform.sql.JsonText;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.webhooks.DeliveryView;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.domain.Deliveries;
import io.spendhub.webhooks.domain.Deliveries.NewDelivery;
import io.spendhub.webhooks.domain.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tells a webhook something because somebody asked for it, and not because it has happened. */
@ApplicationScoped
@Transactional
public class DeliveryService {
  /** What is told to try a webhook; it is in no feed, and so has no place there. */
  private static final String TEST = "webhook.test";

  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final JsonText json;
  private final Clock clock;

  DeliveryService(Webhooks webhooks, Deliveries deliveries, JsonText json, Clock clock) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.json = json;
    this.clock = clock;
  }

  /** 404 {@code webhook_not_found}, 409 {@code webhook_disabled}. */
  public DeliveryView test(WebhookId id, String requestId) {
    requireEnabled(id);
    Instant now = clock.instant();
    UUID event = Ids.next();
    String data = json.of(Map.of("webhookId", id.id()));
    String body = json.of(new EventView(event, 0, TEST, now, id.id(), requestId, data));
    UUID delivery = Ids.next();
    deliveries.add(
        id,
        List.of(new NewDelivery(delivery, event, TEST, Optional.empty(), Optional.of(body))),
        now);
    return deliveries.find(id, delivery).orElseThrow();
  }

  /**
   * Begins anew with a delivery, whatever became of it.
   *
   * @throws Refusal 404 {@code webhook_not_found} and {@code delivery_not_found}, 409 {@code
   *     webhook_disabled}
   */
  public DeliveryView again(WebhookId id, UUID delivery) {
    requireEnabled(id);
    return deliveries
        .again(id, delivery, clock.instant())
        .orElseThrow(() -> Refusal.notFound("delivery"));
  }

  private void requireEnabled(WebhookId id) {
    webhooks.lock(id).orElseThrow(() -> Refusal.notFound("webhook")).requireEnabled();
  }
}
