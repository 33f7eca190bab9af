package io.spendhub.webhooks.command;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spendhub.webhooks.DeliveryFailure;
import io.spendhub.webhooks.DeliveryStatus;
import io.spendhub.webhooks.domain.Deliveries.Backlog;
import io.spendhub.webhooks.domain.Deliveries.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Figures of what is told to webhooks. */
@ApplicationScoped
class WebhookMetrics {
  private static final double MILLIS_IN_A_SECOND = 1e3;

  private final MeterRegistry registry;
  private final Clock clock;
  private volatile long pending;
  private volatile double lagSeconds;

  WebhookMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    Gauge.builder("spendhub.webhooks.pending", () -> pending)
        .description("Deliveries that have an attempt to come")
        .register(registry);
    Gauge.builder("spendhub.webhooks.lag", () -> lagSeconds)
        .description("Age of the oldest delivery of which no attempt was begun")
        .baseUnit("seconds")
        .register(registry);
  }

  void attempted(Outcome outcome) {
    String result =
        outcome.status() == DeliveryStatus.DELIVERED
            ? "delivered"
            : outcome.failure().map(DeliveryFailure::name).orElse("").toLowerCase(Locale.ROOT);
    registry.counter("spendhub.webhooks.attempts", "outcome", result).increment();
  }

  void waiting(Backlog backlog) {
    pending = backlog.pending();
    lagSeconds =
        backlog
            .oldest()
            .map(oldest -> Duration.between(oldest, clock.instant()).toMillis())
            .map(millis -> Math.max(millis, 0) / MILLIS_IN_A_SECOND)
            .orElse(0.0);
  }
}
