package io.spendhub.authorizations.persistence;

import io.spendhub.authorizations.domain.EndedHolds;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One mark for all organizations, and one of its own for each that is behind it: those are few, and
 * all others need not be written down. A mark that lies ahead, since some clock did, counts as now.
 */
@ApplicationScoped
class JdbcEndedHolds implements EndedHolds {
  private static final String LOCK =
      "select 1 as found from authorizations.expiry_progress for update skip locked";

  /**
   * Goes from organization to organization, and not through all that one of them has. What came in
   * just behind the mark of all is looked at again.
   */
  private static final String ORGANIZATIONS =
      """
      with recursive organizations (id) as (
        (select organization_id from authorizations.authorizations
         where expires_at is not null order by organization_id limit 1)
        union all
        select (select a.organization_id from authorizations.authorizations a
                where a.organization_id > o.id and a.expires_at is not null
                order by a.organization_id limit 1)
        from organizations o where o.id is not null)
      select marked.id, marked.since from (
        select o.id,
               least(coalesce(b.done_up_to, p.done_up_to - interval '5 minutes'),
                     ? - interval '5 minutes') as since
        from organizations o
        cross join authorizations.expiry_progress p
        left join authorizations.expiry_arrears b on b.organization_id = o.id
        where o.id is not null) as marked
      cross join lateral (
        select 1 from authorizations.authorizations a
        where a.organization_id = marked.id and a.expires_at >= marked.since
          and a.expires_at <= ? and a.held_amount > 0
        limit 1) as due
      """;

  private static final String DUE =
      """
      select organization_id, id, wallet_id, campaign_id, expires_at
      from authorizations.authorizations
      where organization_id = ? and (expires_at, id) > (?, ?) and expires_at <= ?
        and held_amount > 0 and wallet_id <> all (?::uuid[])
      order by expires_at, id limit ?
      """;

  private static final String ADVANCE = "update authorizations.expiry_progress set done_up_to = ?";
  private static final String FORGET = "delete from authorizations.expiry_arrears";
  private static final String REMEMBER =
      """
      insert into authorizations.expiry_arrears (organization_id, done_up_to)
      select * from unnest(?, ?) as behind (organization_id, done_up_to)
      """;

  private static final UUID FIRST = new UUID(0, 0);

  private final Primary primary;

  JdbcEndedHolds(Primary primary) {
    this.primary = primary;
  }

  @Override
  public boolean lock() {
    return primary.first(LOCK, row -> row.number("found")).isPresent();
  }

  @Override
  public List<Waiting> organizations(Instant now) {
    return primary.list(
        ORGANIZATIONS, row -> new Waiting(row.uuid("id"), row.instant("since")), now, now);
  }

  @Override
  public List<Due> due(
      Waiting of, Optional<Due> after, Instant now, Collection<UUID> standing, int atMost) {
    return primary.list(
        DUE,
        JdbcEndedHolds::due,
        of.organizationId(),
        after.map(Due::expiresAt).orElse(of.since()),
        after.map(Due::authorizationId).orElse(FIRST),
        now,
        List.copyOf(standing),
        atMost);
  }

  private static Due due(Row row) {
    return new Due(
        row.uuid("organization_id"),
        row.uuid("id"),
        row.uuid("wallet_id"),
        row.uuidIfAny("campaign_id"),
        row.instant("expires_at"));
  }

  @Override
  public void doneUpTo(Instant now, Map<UUID, Instant> behind) {
    primary.change(ADVANCE, now);
    primary.change(FORGET);
    if (!behind.isEmpty()) {
      primary.change(REMEMBER, List.copyOf(behind.keySet()), List.copyOf(behind.values()));
    }
  }
}
