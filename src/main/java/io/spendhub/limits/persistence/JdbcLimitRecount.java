package io.spendhub.limits.persistence;

import static java.util.stream.Collectors.groupingBy;

import io.spendhub.limits.LimitRecount;
import io.spendhub.limits.LimitWindow;
import io.spendhub.limits.domain.SpendingLimit;
import io.spendhub.limits.persistence.JdbcLimits.Counted;
import io.spendhub.limits.persistence.JdbcLimits.Counter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the counters say, and what the authorizations say, both in memory: a row per window. */
final class JdbcLimitRecount implements LimitRecount {
  private static final String LIMITS =
      """
      select id, owner_id, "window", amount, count, timezone, week_start
      from limits.spending_limits where organization_id = ?
      """;
  private static final String COUNTERS =
      """
      select limit_id, window_start, used_amount, used_count
      from limits.counters where organization_id = ?
      """;

  private final Map<UUID, List<SpendingLimit>> limits;
  private final Map<Counter, Counted> kept;
  private final Map<Counter, Counted> recounted = new HashMap<>();

  private JdbcLimitRecount(List<SpendingLimit> limits, Map<Counter, Counted> kept) {
    this.limits = limits.stream().collect(groupingBy(SpendingLimit::ownerId));
    this.kept = kept;
  }

  static JdbcLimitRecount of(Connection snapshot, UUID organizationId) throws SQLException {
    List<SpendingLimit> limits = new ArrayList<>();
    try (PreparedStatement statement = snapshot.prepareStatement(LIMITS)) {
      statement.setObject(1, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          limits.add(JdbcLimits.limit(organizationId, row));
        }
      }
    }
    return new JdbcLimitRecount(limits, counters(snapshot, organizationId));
  }

  private static Map<Counter, Counted> counters(Connection snapshot, UUID organizationId)
      throws SQLException {
    Map<Counter, Counted> counters = new HashMap<>();
    try (PreparedStatement statement = snapshot.prepareStatement(COUNTERS)) {
      statement.setObject(1, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant start = row.getObject(2, OffsetDateTime.class).toInstant();
          counters.put(
              new Counter(row.getObject(1, UUID.class), start),
              new Counted(row.getLong(3), row.getLong(4)));
        }
      }
    }
    return counters;
  }

  @Override
  public void add(UUID ownerId, Instant at, long amount) {
    for (SpendingLimit limit : limits.getOrDefault(ownerId, List.of())) {
      if (limit.window() != LimitWindow.PER_AUTHORIZATION) {
        recounted.merge(
            Counter.of(limit, at),
            new Counted(amount, 1),
            (before, more) -> before.plus(more.amount(), 1));
      }
    }
  }

  @Override
  public long counters() {
    return all().size();
  }

  @Override
  public Optional<String> difference() {
    return all().stream()
        .filter(counter -> !kept(counter).equals(counted(counter)))
        .min(Comparator.comparing(Counter::limitId).thenComparing(Counter::windowStart))
        .map(
            counter ->
                "limit %s, window of %s: the counter says %s, the authorizations say %s"
                    .formatted(
                        counter.limitId(), counter.windowStart(), kept(counter), counted(counter)));
  }

  private Set<Counter> all() {
    Set<Counter> all = new HashSet<>(kept.keySet());
    all.addAll(recounted.keySet());
    return all;
  }

  private Counted kept(Counter counter) {
    return kept.getOrDefault(counter, Counted.NOTHING);
  }

  private Counted counted(Counter counter) {
    return recounted.getOrDefault(counter, Counted.NOTHING);
  }
}
