package io.spendhub.webhooks;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A server that is told of events.
 *
 * @param events names of events, {@code subject.*} or {@code *}
 * @param failingSince when the first of the attempts failed that all failed since; absent while the
 *     last one succeeded
 * @param oldSecretUntil until when the secret before is signed with, too
 */
public record WebhookView(
    UUID id,
    String url,
    List<String> events,
    Optional<String> description,
    WebhookStatus status,
    Optional<DisabledReason> disabledReason,
    Optional<Instant> failingSince,
    Optional<Instant> oldSecretUntil,
    Instant createdAt) {

  /**
   * As events and the audit trail tell of it: of the url scheme, host and port, for what follows is
   * a secret to many receivers.
   */
  public WebhookView told() {
    URI whole = URI.create(url);
    return new WebhookView(
        id,
        whole.getScheme() + "://" + whole.getRawAuthority(),
        events,
        description,
        status,
        disabledReason,
        failingSince,
        oldSecretUntil,
        createdAt);
  }
}
