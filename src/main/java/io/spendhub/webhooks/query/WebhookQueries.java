package io.spendhub.webhooks.query;

import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.webhooks.DeliveryStatus;
import io.spendhub.webhooks.DeliveryView;
import io.spendhub.webhooks.DisabledReason;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.WebhookStatus;
import io.spendhub.webhooks.WebhookView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Webhooks, never with their secrets, and what they were told. */
@ApplicationScoped
public class WebhookQueries {
  private static final String TABLE = "webhooks.endpoints";
  private static final String SELECT =
      """
      select id, url, events, description, status, disabled_reason, failing_since,
        case when old_secret_until > now() then old_secret_until end as old_secret_until,
        version, created_at
      from %s w
      """;

  private final Sql sql;

  WebhookQueries(Sql sql) {
    this.sql = sql;
  }

  public Optional<Versioned<WebhookView>> find(WebhookId id) {
    return sql.query(SELECT.formatted(TABLE) + "where organization_id = ?", id.organizationId())
        .then("and id = ?", id.id())
        .first(row -> new Versioned<>(view(row), row.number("version")));
  }

  /** Webhooks, newest first. */
  public Page<WebhookView> list(UUID organizationId, PageQuery page) {
    return Listing.of(TABLE, organizationId).page(sql, page, SELECT, WebhookQueries::view);
  }

  /** What a webhook was told and will be, newest first. */
  public Page<DeliveryView> deliveries(
      WebhookId id, Optional<DeliveryStatus> status, Optional<UUID> eventId, PageQuery page) {
    return Listing.of("webhooks.deliveries", id.organizationId())
        .by("endpoint_id", Optional.of(id.id()))
        .where("status = ?", status)
        .where("event_id = ?", eventId)
        .page(sql, page, "select * from %s d", DeliveryView::of);
  }

  private static WebhookView view(Row row) {
    return new WebhookView(
        row.uuid("id"),
        row.text("url"),
        row.texts("events"),
        row.textIfAny("description"),
        row.constant("status", WebhookStatus.class),
        row.textIfAny("disabled_reason").map(DisabledReason::valueOf),
        row.instantIfAny("failing_since"),
        row.instantIfAny("old_secret_until"),
        row.instant("created_at"));
  }
}
