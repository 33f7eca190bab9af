package io.spendhub.webhooks.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.platform.sql.Primary;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.domain.Webhook;
import io.spendhub.webhooks.domain.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PanacheWebhooks implements Webhooks, PanacheRepositoryBase<Webhook, WebhookId> {
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtextextended('webhooks of ' || ?::text, 0)) is null as held";
  private static final String COUNT =
      "select count(*) from webhooks.endpoints where organization_id = ?";

  private final Primary primary;

  PanacheWebhooks(Primary primary) {
    this.primary = primary;
  }

  /** Written at once: what follows in the transaction refers to it. */
  @Override
  public void add(Webhook webhook) {
    persistAndFlush(webhook);
  }

  @Override
  public Optional<Webhook> lock(WebhookId id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  @Override
  public void remove(Webhook webhook) {
    delete(webhook);
  }

  @Override
  public long count(UUID organizationId) {
    primary.list(ONE_AT_A_TIME, row -> row.bool("held"), organizationId);
    return primary.list(COUNT, row -> row.figure(), organizationId).getFirst();
  }
}
