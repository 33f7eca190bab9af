package io.spendhub.webhooks.persistence;

import static io.spendhub.platform.sql.Type.CONSTANT;
import static io.spendhub.platform.sql.Type.INT8;
import static io.spendhub.platform.sql.Type.TEXT;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;

import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Table;
import io.spendhub.shared.Ids;
import io.spendhub.webhooks.DeliveryStatus;
import io.spendhub.webhooks.DeliveryView;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.domain.Deliveries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

@ApplicationScoped
class JdbcDeliveries implements Deliveries {
  private static final Table<NewDelivery> NEW =
      Table.<NewDelivery>of("webhooks.deliveries")
          .key("id", UUID, NewDelivery::id)
          .column("event_id", UUID, NewDelivery::eventId)
          .column("event_type", TEXT, NewDelivery::eventType)
          .column("sequence", INT8.orNull(), NewDelivery::sequence)
          .column("body", TEXT.orNull(), NewDelivery::body);

  private static final String PENDING =
      """
      select count(*) from (
        select from webhooks.deliveries
        where organization_id = ? and endpoint_id = ? and status = 'PENDING' limit ?) p
      """;

  /** A look into an index for each webhook, however many deliveries it has. */
  private static final String DUE =
      """
      select e.organization_id, e.id, e.url, e.secret, e.old_secret, e.old_secret_until,
        e.failing_since is not null as failing
      from webhooks.endpoints e
      cross join lateral (
        select due_at from webhooks.deliveries
        where organization_id = e.organization_id and endpoint_id = e.id and status = 'PENDING'
          and due_at <= now()
        order by due_at limit 1) d
      where e.status = 'ENABLED'
      """;

  /** Four times what an attempt may take: its process keeps its outcome within that, or is gone. */
  private static final String CLAIM =
      """
      with chosen as (
        select d.organization_id, d.id
        from unnest(?::uuid[], ?::uuid[], ?::int8[]) as w (organization_id, endpoint_id, most)
        cross join lateral (
          select organization_id, id from webhooks.deliveries
          where organization_id = w.organization_id and endpoint_id = w.endpoint_id
            and status = 'PENDING' and due_at <= now()
          order by due_at limit w.most for no key update skip locked) d)
      update webhooks.deliveries d
      set attempts = d.attempts + 1, due_at = now() + interval '60 seconds'
      from chosen c where d.organization_id = c.organization_id and d.id = c.id
      returning d.organization_id, d.id, d.endpoint_id, d.event_id, d.sequence, d.body, d.attempts,
        d.since
      """;

  private static final String RECORD =
      """
      update webhooks.deliveries d
      set status = n.status, due_at = now() + n.pause * interval '1 millisecond',
          attempted_at = n.at, response_status = nullif(n.response_status, 0),
          failure = nullif(n.failure, ''),
          finished_at = case when n.status <> 'PENDING' then n.at end
      from unnest(?::uuid[], ?::uuid[], ?::int8[], ?::text[], ?::int8[], ?::timestamptz[],
          ?::int8[], ?::text[])
        as n (organization_id, id, attempts, status, pause, at, response_status, failure)
      where d.organization_id = n.organization_id and d.id = n.id and d.status = 'PENDING'
        and (d.attempts = n.attempts or n.status = 'DELIVERED')
      """;
  private static final String PUT_BACK =
      """
      update webhooks.deliveries d
      set attempts = d.attempts - 1, due_at = now() + interval '1 second'
      from unnest(?::uuid[], ?::uuid[], ?::int8[]) as n (organization_id, id, attempts)
      where d.organization_id = n.organization_id and d.id = n.id and d.status = 'PENDING'
        and d.attempts = n.attempts
      """;
  private static final String AGAIN =
      """
      update webhooks.deliveries
      set status = 'PENDING', attempts = 0, due_at = now(), since = ?, finished_at = null
      where organization_id = ? and endpoint_id = ? and id = ?
      returning *
      """;
  private static final String FIND =
      "select * from webhooks.deliveries where organization_id = ? and endpoint_id = ? and id = ?";
  private static final String BACKLOG =
      """
      select count(*) as pending, min(d.since) filter (where d.attempts = 0) as oldest
      from webhooks.deliveries d
      join webhooks.endpoints e on e.organization_id = d.organization_id and e.id = d.endpoint_id
      where d.status = 'PENDING' and e.status = 'ENABLED'
      """;

  /** Goes from organization to organization, and from webhook to webhook, by the first of each. */
  private static final String DELETE_SOME =
      """
      with recursive webhooks_of (organization_id, endpoint_id) as (
        (select organization_id, endpoint_id from webhooks.deliveries
         order by organization_id, endpoint_id limit 1)
        union all
        select n.organization_id, n.endpoint_id from webhooks_of w cross join lateral (
          select organization_id, endpoint_id from webhooks.deliveries
          where (organization_id, endpoint_id) > (w.organization_id, w.endpoint_id)
          order by organization_id, endpoint_id limit 1) n)
      delete from webhooks.deliveries d
      using (
        select w.organization_id, o.id from webhooks_of w
        cross join lateral (
          select id from webhooks.deliveries
          where organization_id = w.organization_id and endpoint_id = w.endpoint_id
            and (%s)
          order by id limit 1000) o) old
      where d.organization_id = old.organization_id and d.id = old.id
      """
          .formatted(
              """
              id < ? and status <> 'PENDING' or not exists (
                select from webhooks.endpoints e
                where e.organization_id = w.organization_id and e.id = w.endpoint_id)\
              """);

  private final Primary primary;

  JdbcDeliveries(Primary primary) {
    this.primary = primary;
  }

  @Override
  public void add(WebhookId webhook, Collection<NewDelivery> made, Instant now) {
    Table<NewDelivery> table =
        NEW.with("endpoint_id", UUID, webhook.id())
            .with("status", CONSTANT, DeliveryStatus.PENDING)
            .with("since", TIMESTAMPTZ, now)
            .with("created_at", TIMESTAMPTZ, now);
    primary.insert(table, webhook.organizationId(), made);
  }

  @Override
  public long pending(WebhookId webhook, int atMost) {
    return primary
        .list(PENDING, Row::figure, webhook.organizationId(), webhook.id(), atMost)
        .getFirst();
  }

  @Override
  public List<Due> due() {
    return primary.list(
        DUE,
        row ->
            new Due(
                new WebhookId(row.uuid("organization_id"), row.uuid("id")),
                row.text("url"),
                row.bytes("secret"),
                row.bytesIfAny("old_secret"),
                row.instantIfAny("old_secret_until"),
                row.bool("failing")));
  }

  @Override
  public List<Claimed> claim(Map<WebhookId, Integer> atMost) {
    List<Map.Entry<WebhookId, Integer>> wanted = new ArrayList<>(atMost.entrySet());
    return wanted.isEmpty()
        ? List.of()
        : primary.list(
            CLAIM,
            JdbcDeliveries::claimed,
            each(wanted, one -> one.getKey().organizationId()),
            each(wanted, one -> one.getKey().id()),
            each(wanted, one -> one.getValue().longValue()));
  }

  private static Claimed claimed(Row row) {
    return new Claimed(
        new WebhookId(row.uuid("organization_id"), row.uuid("endpoint_id")),
        row.uuid("id"),
        row.uuid("event_id"),
        row.numberIfAny("sequence"),
        row.textIfAny("body"),
        row.number("attempts"),
        row.instant("since"));
  }

  @Override
  public void record(Collection<Outcome> outcomes) {
    if (!outcomes.isEmpty()) {
      primary.change(
          RECORD,
          each(outcomes, outcome -> outcome.claimed().webhook().organizationId()),
          each(outcomes, outcome -> outcome.claimed().id()),
          each(outcomes, outcome -> outcome.claimed().attempts()),
          each(outcomes, outcome -> outcome.status().name()),
          each(outcomes, outcome -> outcome.pause().toMillis()),
          each(outcomes, Outcome::at),
          each(outcomes, outcome -> outcome.responseStatus().orElse(0).longValue()),
          each(outcomes, outcome -> outcome.failure().map(Enum::name).orElse("")));
    }
  }

  @Override
  public void putBack(Collection<Claimed> claimed) {
    if (!claimed.isEmpty()) {
      primary.change(
          PUT_BACK,
          each(claimed, one -> one.webhook().organizationId()),
          each(claimed, Claimed::id),
          each(claimed, Claimed::attempts));
    }
  }

  private static <T, V> List<V> each(Collection<T> all, Function<T, V> value) {
    return all.stream().map(value).toList();
  }

  @Override
  public Optional<DeliveryView> again(WebhookId webhook, UUID id, Instant now) {
    return primary.first(AGAIN, DeliveryView::of, now, webhook.organizationId(), webhook.id(), id);
  }

  @Override
  public Optional<DeliveryView> find(WebhookId webhook, UUID id) {
    return primary.first(FIND, DeliveryView::of, webhook.organizationId(), webhook.id(), id);
  }

  @Override
  public Backlog backlog() {
    return primary
        .first(BACKLOG, row -> new Backlog(row.number("pending"), row.instantIfAny("oldest")))
        .orElseThrow();
  }

  @Override
  public int deleteSome(Instant madeBefore) {
    return primary.change(DELETE_SOME, Ids.firstOf(madeBefore));
  }
}
