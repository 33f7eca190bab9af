package io.spendhub.webhooks.domain;

import io.spendhub.webhooks.WebhookId;
import java.util.Optional;
import java.util.UUID;

/** The webhooks of organizations. */
public interface Webhooks {
  void add(Webhook webhook);

  /** The webhook, kept from any other change until the transaction ends. */
  Optional<Webhook> lock(WebhookId id);

  void remove(Webhook webhook);

  /** How many an organization has, of which no other transaction makes one until this one ends. */
  long count(UUID organizationId);
}
