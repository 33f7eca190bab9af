package io.spendhub.webhooks.domain;

import io.spendhub.webhooks.WebhookId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Since when webhooks do nothing but fail. */
public interface Failures {
  void ended(Collection<WebhookId> webhooks);

  void began(Collection<WebhookId> webhooks, Instant now);

  /** Those of them that are enabled and have failed since then at least. */
  List<WebhookId> since(Collection<WebhookId> webhooks, Instant then);
}
