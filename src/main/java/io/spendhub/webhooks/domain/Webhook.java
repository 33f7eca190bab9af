package io.spendhub.webhooks.domain;

import io.spendhub.shared.Refusal;
import io.spendhub.webhooks.DisabledReason;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.WebhookStatus;
import io.spendhub.webhooks.WebhookView;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A server that is told of events, with the sealed secrets that what it is told is signed with. */
@Entity
@Table(schema = "webhooks", name = "endpoints")
public class Webhook {
  /** After so long of nothing but failures nothing is sent any more. */
  public static final Duration PATIENCE = Duration.ofDays(5);

  @EmbeddedId private WebhookId id;
  private String url;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] events;

  private @Nullable String description;

  @Enumerated(EnumType.STRING)
  private WebhookStatus status;

  @Enumerated(EnumType.STRING)
  private @Nullable DisabledReason disabledReason;

  private @Nullable Instant failingSince;
  private byte[] secret;

  @SuppressWarnings("UnusedVariable") // read from its column, by what signs
  private byte @Nullable [] oldSecret;

  private @Nullable Instant oldSecretUntil;
  private Instant createdAt;

  /** Counts what PATCH changed, as entity tags must; its row is locked then. */
  private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected Webhook() {}

  public Webhook(WebhookId id, String url, EventPatterns events, byte[] secret, Instant now) {
    this.id = id;
    this.url = url;
    this.events = events.names().toArray(String[]::new);
    this.status = WebhookStatus.ENABLED;
    this.secret = secret.clone();
    this.createdAt = now;
  }

  public void describe(Optional<String> words) {
    description = words.orElse(null);
  }

  public void change(Optional<String> newUrl, Optional<EventPatterns> newEvents) {
    url = newUrl.orElse(url);
    newEvents.ifPresent(patterns -> events = patterns.names().toArray(String[]::new));
    version++;
  }

  /** Signs with another secret from now on, and for a while with the last one, too. */
  public void rotate(byte[] newSecret, Duration oldExpiresIn, Instant now) {
    oldSecret = oldExpiresIn.isZero() ? null : secret;
    oldSecretUntil = oldExpiresIn.isZero() ? null : now.plus(oldExpiresIn);
    secret = newSecret.clone();
  }

  /** What was pending is sent, and the feed is read on from where it was left. */
  public void enable() {
    status = WebhookStatus.ENABLED;
    disabledReason = null;
    failingSince = null;
  }

  /** Sends nothing any more; the first reason stays. */
  public void disable(DisabledReason reason) {
    if (status == WebhookStatus.ENABLED) {
      status = WebhookStatus.DISABLED;
      disabledReason = reason;
    }
  }

  /** 409 {@code webhook_disabled}. */
  public void requireEnabled() {
    if (status == WebhookStatus.DISABLED) {
      throw Refusal.conflict("webhook_disabled", "A webhook that is disabled is sent nothing.");
    }
  }

  public boolean isEnabled() {
    return status == WebhookStatus.ENABLED;
  }

  /** Whether it has failed for so long that nobody can be behind it. */
  public boolean isGivenUp(Instant now) {
    return failingSince != null && !failingSince.plus(PATIENCE).isAfter(now);
  }

  public WebhookView view(Instant now) {
    return new WebhookView(
        id.id(),
        url,
        List.of(events),
        Optional.ofNullable(description),
        status,
        Optional.ofNullable(disabledReason),
        Optional.ofNullable(failingSince),
        Optional.ofNullable(oldSecretUntil).filter(now::isBefore),
        createdAt);
  }

  public WebhookId id() {
    return id;
  }

  public long version() {
    return version;
  }
}
