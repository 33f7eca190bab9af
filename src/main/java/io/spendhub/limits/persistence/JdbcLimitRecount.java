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

/** What the counters say, and what the authorizations say, side by side: an owner at a time. */
final class JdbcLimitRecount implements LimitRecount {
  private static final int ROWS_AT_ONCE = 5_000;
  private static final String LIMITS =
      """
      select id, owner_id, "window", amount, count, timezone, week_start
      from limits.spending_limits where organization_id = ?
      """;
  private static final String COUNTERS =
      """
      select l.owner_id::text, c.limit_id, c.window_start, c.used_amount, c.used_count
      from limits.counters c
      join limits.spending_limits l
        on l.organization_id = c.organization_id and l.id = c.limit_id
      where c.organization_id = ? order by l.owner_id
      """;

  private final Map<UUID, List<SpendingLimit>> limits;
  private final PreparedStatement statement;
  private final ResultSet row;
  private Optional<String> nextOwner = Optional.empty();

  private Optional<UUID> owner = Optional.empty();
  private final Map<Counter, Counted> kept = new HashMap<>();
  private final Map<Counter, Counted> recounted = new HashMap<>();
  private long counters;
  private Optional<String> difference = Optional.empty();

  private JdbcLimitRecount(List<SpendingLimit> limits, Connection snapshot, UUID organizationId)
      throws SQLException {
    this.limits = limits.stream().collect(groupingBy(SpendingLimit::ownerId));
    statement = snapshot.prepareStatement(COUNTERS);
    statement.setFetchSize(ROWS_AT_ONCE);
    statement.setObject(1, organizationId);
    row = statement.executeQuery();
    next();
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
    return new JdbcLimitRecount(limits, snapshot, organizationId);
  }

  @Override
  public void add(UUID ownerId, Instant at, long amount) throws SQLException {
    if (owner.filter(ownerId::equals).isEmpty()) {
      turnTo(ownerId);
    }
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
  public void finish() throws SQLException {
    compare();
    while (nextOwner.isPresent()) {
      readCountersOf(nextOwner.get());
      compare();
    }
  }

  @Override
  public long counters() {
    return counters;
  }

  @Override
  public Optional<String> difference() {
    return difference;
  }

  @Override
  public void close() throws SQLException {
    row.close();
    statement.close();
  }

  /** Whoever comes before and has counters has no authorization that counts. */
  private void turnTo(UUID ownerId) throws SQLException {
    compare();
    String name = ownerId.toString();
    while (nextOwner.filter(before -> before.compareTo(name) < 0).isPresent()) {
      readCountersOf(nextOwner.get());
      compare();
    }
    owner = Optional.of(ownerId);
    readCountersOf(name);
  }

  private void readCountersOf(String name) throws SQLException {
    for (; nextOwner.filter(name::equals).isPresent(); next()) {
      kept.put(
          new Counter(
              row.getObject(2, UUID.class), row.getObject(3, OffsetDateTime.class).toInstant()),
          new Counted(row.getLong(4), row.getLong(5)));
    }
  }

  private void next() throws SQLException {
    nextOwner = row.next() ? Optional.of(row.getString(1)) : Optional.empty();
  }

  private void compare() {
    Set<Counter> all = new HashSet<>(kept.keySet());
    all.addAll(recounted.keySet());
    counters += all.size();
    if (difference.isEmpty()) {
      difference =
          all.stream()
              .filter(counter -> !kept(counter).equals(counted(counter)))
              .min(Comparator.comparing(Counter::limitId).thenComparing(Counter::windowStart))
              .map(this::sentence);
    }
    kept.clear();
    recounted.clear();
  }

  private String sentence(Counter counter) {
    return "limit %s, window of %s: the counter says %s, the authorizations say %s"
        .formatted(counter.limitId(), counter.windowStart(), kept(counter), counted(counter));
  }

  private Counted kept(Counter counter) {
    return kept.getOrDefault(counter, Counted.NOTHING);
  }

  private Counted counted(Counter counter) {
    return recounted.getOrDefault(counter, Counted.NOTHING);
  }
}
