package io.spendhub.webhooks.command;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Ids;
import io.spendhub.webhooks.DeliveryStatus;
import io.spendhub.webhooks.DisabledReason;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.WebhookView;
import io.spendhub.webhooks.domain.Deliveries;
import io.spendhub.webhooks.domain.Deliveries.Outcome;
import io.spendhub.webhooks.domain.Failures;
import io.spendhub.webhooks.domain.Webhook;
import io.spendhub.webhooks.domain.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps what became of attempts, many at once, and gives up servers that are gone. */
@ApplicationScoped
class Outcomes {
  private final Deliveries deliveries;
  private final Failures failures;
  private final Webhooks webhooks;
  private final Journals journals;
  private final Clock clock;

  Outcomes(
      Deliveries deliveries, Failures failures, Webhooks webhooks, Journals journals, Clock clock) {
    this.deliveries = deliveries;
    this.failures = failures;
    this.webhooks = webhooks;
    this.journals = journals;
    this.clock = clock;
  }

  void keep(Collection<Outcome> outcomes) {
    Instant now = clock.instant();
    Map<Boolean, Set<WebhookId>> bySuccess =
        outcomes.stream()
            .collect(
                partitioningBy(
                    outcome -> outcome.status() == DeliveryStatus.DELIVERED,
                    mapping(outcome -> outcome.claimed().webhook(), toSet())));
    Set<WebhookId> succeeded = bySuccess.getOrDefault(true, Set.of());
    Set<WebhookId> failed = new HashSet<>(bySuccess.getOrDefault(false, Set.of()));
    failed.removeAll(succeeded);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              deliveries.record(outcomes);
              failures.ended(succeeded);
              failures.began(failed, now);
            });
    gone(outcomes).forEach(id -> disable(id, DisabledReason.GONE));
    failures
        .since(failed, now.minus(Webhook.PATIENCE))
        .forEach(id -> disable(id, DisabledReason.FAILING));
  }

  private static List<WebhookId> gone(Collection<Outcome> outcomes) {
    return outcomes.stream()
        .filter(
            outcome -> outcome.responseStatus().filter(code -> code == Attempts.GONE).isPresent())
        .map(outcome -> outcome.claimed().webhook())
        .distinct()
        .toList();
  }

  /** Whoever did so meanwhile, or made it work again, was first. */
  private void disable(WebhookId id, DisabledReason reason) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                webhooks
                    .lock(id)
                    .filter(Webhook::isEnabled)
                    .filter(
                        webhook ->
                            reason == DisabledReason.GONE || webhook.isGivenUp(clock.instant()))
                    .ifPresent(webhook -> disable(webhook, reason)));
  }

  private void disable(Webhook webhook, DisabledReason reason) {
    WebhookView before = webhook.view(clock.instant()).told();
    webhook.disable(reason);
    WebhookId id = webhook.id();
    Journal journal = journals.open(id.organizationId(), List.of());
    Event event =
        new Event(
            "webhook.disabled",
            id.id(),
            Ids.next().toString(),
            webhook.view(clock.instant()).told());
    journal.change(event, Optional.of(before));
    journal.write();
  }
}
