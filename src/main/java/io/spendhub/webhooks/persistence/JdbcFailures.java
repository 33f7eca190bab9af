package io.spendhub.webhooks.persistence;

import io.spendhub.platform.sql.Primary;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.domain.Failures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Locks rows in the order of their ids, as other processes do that keep outcomes beside. */
@ApplicationScoped
class JdbcFailures implements Failures {
  private static final String CHANGE =
      """
      with named as (
        select e.organization_id, e.id from webhooks.endpoints e
        join unnest(?::uuid[], ?::uuid[]) as n (organization_id, id)
          on e.organization_id = n.organization_id and e.id = n.id
        where %s
        order by e.organization_id, e.id for no key update of e)
      update webhooks.endpoints e set failing_since = %s from named n
      where e.organization_id = n.organization_id and e.id = n.id
      """;
  private static final String ENDED = CHANGE.formatted("e.failing_since is not null", "null");
  private static final String BEGAN =
      CHANGE.formatted("e.failing_since is null and e.status = 'ENABLED'", "?");
  private static final String SINCE =
      """
      select e.organization_id, e.id from webhooks.endpoints e
      join unnest(?::uuid[], ?::uuid[]) as n (organization_id, id)
        on e.organization_id = n.organization_id and e.id = n.id
      where e.status = 'ENABLED' and e.failing_since <= ?
      """;

  private final Primary primary;

  JdbcFailures(Primary primary) {
    this.primary = primary;
  }

  @Override
  public void ended(Collection<WebhookId> webhooks) {
    if (!webhooks.isEmpty()) {
      primary.change(ENDED, organizations(webhooks), ids(webhooks));
    }
  }

  @Override
  public void began(Collection<WebhookId> webhooks, Instant now) {
    if (!webhooks.isEmpty()) {
      primary.change(BEGAN, organizations(webhooks), ids(webhooks), now);
    }
  }

  @Override
  public List<WebhookId> since(Collection<WebhookId> webhooks, Instant then) {
    return webhooks.isEmpty()
        ? List.of()
        : primary.list(
            SINCE,
            row -> new WebhookId(row.uuid("organization_id"), row.uuid("id")),
            organizations(webhooks),
            ids(webhooks),
            then);
  }

  private static List<UUID> organizations(Collection<WebhookId> webhooks) {
    return webhooks.stream().map(WebhookId::organizationId).toList();
  }

  private static List<UUID> ids(Collection<WebhookId> webhooks) {
    return webhooks.stream().map(WebhookId::id).toList();
  }
}
