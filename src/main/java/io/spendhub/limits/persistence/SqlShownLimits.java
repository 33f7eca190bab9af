package io.spendhub.limits.persistence;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitUsageView;
import io.spendhub.limits.ShownLimits;
import io.spendhub.limits.domain.SpendingLimit;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One statement each. */
@ApplicationScoped
class SqlShownLimits implements ShownLimits {
  private static final String LIMITS =
      """
      select id, owner_id, "window", amount, count, timezone, week_start
      from limits.spending_limits where organization_id = ? and owner_id = any (?)
      """;

  /** Of each limit the last window by then in which anything counted, whether it goes on or not. */
  private static final String USED =
      """
      select l.id, l.owner_id, l."window", l.amount, l.count, l.timezone, l.week_start,
             c.window_start, c.used_amount, c.used_count
      from limits.spending_limits l
      left join lateral (
        select window_start, used_amount, used_count from limits.counters
        where organization_id = l.organization_id and limit_id = l.id and window_start <= ?
        order by window_start desc limit 1) c on true
      where l.organization_id = ? and l.owner_id = ?
      """;

  private final Sql sql;

  SqlShownLimits(Sql sql) {
    this.sql = sql;
  }

  private record Used(SpendingLimit limit, LimitUsage usage) {}

  @Override
  public Map<UUID, List<LimitSpec>> find(UUID organizationId, Collection<UUID> ownerIds) {
    return sql
        .query(LIMITS, organizationId, List.copyOf(ownerIds))
        .list(row -> JdbcLimits.limit(organizationId, row))
        .stream()
        .sorted(comparing(SpendingLimit::window))
        .collect(groupingBy(SpendingLimit::ownerId, mapping(SpendingLimit::spec, toList())));
  }

  @Override
  public List<LimitUsageView> usage(UUID organizationId, UUID ownerId, Instant at) {
    return sql
        .query(USED, at, organizationId, ownerId)
        .list(row -> used(JdbcLimits.limit(organizationId, row), row, at))
        .stream()
        .sorted(comparing((Used used) -> used.limit().window()))
        .map(used -> used.limit().view(used.usage(), at))
        .toList();
  }

  private static Used used(SpendingLimit limit, Row row, Instant at) {
    Instant start = limit.windowStart(at);
    boolean goesOn = row.instantIfAny("window_start").filter(start::equals).isPresent();
    LimitUsage usage =
        new LimitUsage(
            limit.limitId(),
            limit.ownerId(),
            limit.window(),
            limit.amount(),
            limit.count(),
            start,
            goesOn ? row.number("used_amount") : 0,
            goesOn ? row.number("used_count") : 0);
    return new Used(limit, usage);
  }
}
