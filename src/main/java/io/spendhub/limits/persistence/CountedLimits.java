package io.spendhub.limits.persistence;

import io.spendhub.limits.LimitBook;
import io.spendhub.limits.LimitCrossing;
import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitWindow;
import io.spendhub.limits.domain.LimitThresholds;
import io.spendhub.limits.domain.SpendingLimit;
import io.spendhub.limits.persistence.JdbcLimits.Counted;
import io.spendhub.limits.persistence.JdbcLimits.Counter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Counters in memory, from the locks of a transaction to the statement that saves them. */
final class CountedLimits implements LimitBook {
  private final Map<UUID, List<SpendingLimit>> limits;
  private final Map<Counter, Counted> counters;
  private final Set<Counter> changed;

  CountedLimits(
      Map<UUID, List<SpendingLimit>> limits, Map<Counter, Counted> counters, Set<Counter> changed) {
    this.limits = limits;
    this.counters = counters;
    this.changed = changed;
  }

  @Override
  public List<LimitUsage> usage(UUID ownerId, Instant at) {
    return limits.getOrDefault(ownerId, List.of()).stream()
        .map(limit -> usage(limit, Counter.of(limit, at)))
        .toList();
  }

  @Override
  public List<LimitCrossing> count(UUID ownerId, Instant at, long amount, int count) {
    if (amount == 0 && count == 0) {
      return List.of();
    }
    List<LimitCrossing> crossings = new ArrayList<>();
    for (SpendingLimit limit : limits.getOrDefault(ownerId, List.of())) {
      if (limit.window() != LimitWindow.PER_AUTHORIZATION) {
        Counter counter = Counter.of(limit, at);
        LimitUsage before = usage(limit, counter);
        counters.put(counter, counted(counter).plus(amount, count));
        changed.add(counter);
        LimitUsage after = usage(limit, counter);
        LimitThresholds.crossed(before, after)
            .ifPresent(percent -> crossings.add(new LimitCrossing(after, percent)));
      }
    }
    return crossings;
  }

  /** The counters that changed, as they stand now. */
  Map<Counter, Counted> changed() {
    Map<Counter, Counted> standing = new HashMap<>();
    changed.forEach(counter -> standing.put(counter, counted(counter)));
    return standing;
  }

  private LimitUsage usage(SpendingLimit limit, Counter counter) {
    Counted counted = counted(counter);
    return new LimitUsage(
        limit.limitId(),
        limit.ownerId(),
        limit.window(),
        limit.amount(),
        limit.count(),
        counter.windowStart(),
        counted.amount(),
        counted.count());
  }

  private Counted counted(Counter counter) {
    Counted counted = counters.get(counter);
    if (counted == null) {
      throw new IllegalStateException("this counter was not opened: " + counter);
    }
    return counted;
  }
}
