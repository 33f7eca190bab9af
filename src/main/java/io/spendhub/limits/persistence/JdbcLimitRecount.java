package io.spendhub.limits.persistence;

import static java.util.stream.Collectors.groupingBy;

import io.spendhub.limits.LimitRecount;
import io.spendhub.limits.LimitWindow;
import io.spendhub.limits.domain.SpendingLimit;
import io.spendhub.limits.persistence.JdbcLimits.Counted;
import io.spendhub.limits.persistence.JdbcLimits.Counter;
import io.spendhub.platform.sql.RowCursor;
import io.spendhub.platform.sql.Snapshot;
import java.time.Instant;
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
  private final RowCursor rows;
  private Optional<String> nextOwner = Optional.empty();

  private Optional<UUID> owner = Optional.empty();
  private final Map<Counter, Counted> kept = new HashMap<>();
  private final Map<Counter, Counted> recounted = new HashMap<>();
  private long counters;
  private Optional<String> difference = Optional.empty();

  JdbcLimitRecount(Snapshot snapshot, UUID organizationId) {
    limits =
        snapshot.list(LIMITS, row -> JdbcLimits.limit(organizationId, row), organizationId).stream()
            .collect(groupingBy(SpendingLimit::ownerId));
    rows = snapshot.open(COUNTERS, organizationId);
    next();
  }

  @Override
  public void add(UUID ownerId, Instant at, long amount) {
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
  public void finish() {
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
  public void close() {
    rows.close();
  }

  /** Whoever comes before and has counters has no authorization that counts. */
  private void turnTo(UUID ownerId) {
    compare();
    String name = ownerId.toString();
    while (nextOwner.filter(before -> before.compareTo(name) < 0).isPresent()) {
      readCountersOf(nextOwner.get());
      compare();
    }
    owner = Optional.of(ownerId);
    readCountersOf(name);
  }

  private void readCountersOf(String name) {
    for (; nextOwner.filter(name::equals).isPresent(); next()) {
      kept.put(Counter.of(rows.row()), Counted.of(rows.row()));
    }
  }

  private void next() {
    nextOwner = rows.next() ? Optional.of(rows.row().text("owner_id")) : Optional.empty();
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
