package io.spendhub.authorizations.command;

import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.limits.LimitBook;
import io.spendhub.limits.LimitCrossing;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitUsageView;
import io.spendhub.limits.LimitWindow;
import io.spendhub.limits.domain.LimitSpecs;
import io.spendhub.limits.domain.SpendingLimit;
import io.spendhub.limits.domain.SpendingLimitId;
import io.spendhub.shared.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Limits and their counters, kept as the database keeps them: a counter for each window start. */
final class InMemoryLimits implements LimitBook {
  private record Counter(UUID limitId, Instant windowStart) {}

  private record Counted(long amount, long count) {}

  private final Map<UUID, List<SpendingLimit>> limits = new HashMap<>();
  private final Map<Counter, Counted> counters = new HashMap<>();

  /** Gives an owner these limits; those that it keeps keep what was used of them. */
  void redefine(UUID owner, List<LimitSpec> specs, List<Authorization> spent) {
    LimitSpecs.check(specs);
    List<SpendingLimit> before = limits.getOrDefault(owner, List.of());
    List<SpendingLimit> after = new ArrayList<>();
    for (LimitSpec spec : specs) {
      before.stream()
          .filter(limit -> limit.window() == spec.window() && limit.edit(spec, "UTC"))
          .findFirst()
          .ifPresentOrElse(after::add, () -> after.add(counted(owner, spec, spent)));
    }
    after.sort(Comparator.comparing(SpendingLimit::window));
    limits.put(owner, after);
  }

  private SpendingLimit counted(UUID owner, LimitSpec spec, List<Authorization> spent) {
    SpendingLimitId id = new SpendingLimitId(InMemoryService.ORGANIZATION, Ids.next());
    SpendingLimit limit = new SpendingLimit(id, owner, spec, "UTC");
    spent.forEach(each -> count(limit, each.countedAt(), each.amounts().counted(), 1));
    return limit;
  }

  List<LimitUsageView> view(UUID owner, Instant at) {
    return limits.getOrDefault(owner, List.of()).stream()
        .map(limit -> limit.view(usage(limit, at), at))
        .toList();
  }

  @Override
  public List<LimitUsage> usage(UUID owner, Instant at) {
    return limits.getOrDefault(owner, List.of()).stream().map(limit -> usage(limit, at)).toList();
  }

  private LimitUsage usage(SpendingLimit limit, Instant at) {
    Instant start = limit.windowStart(at);
    Counted used = counters.getOrDefault(new Counter(limit.limitId(), start), new Counted(0, 0));
    return new LimitUsage(
        limit.limitId(),
        limit.ownerId(),
        limit.window(),
        limit.amount(),
        limit.count(),
        start,
        used.amount(),
        used.count());
  }

  @Override
  public List<LimitCrossing> count(UUID owner, Instant at, long amount, int count) {
    limits.getOrDefault(owner, List.of()).forEach(limit -> count(limit, at, amount, count));
    return List.of();
  }

  private void count(SpendingLimit limit, Instant at, long amount, int count) {
    if (limit.window() != LimitWindow.PER_AUTHORIZATION) {
      counters.merge(
          new Counter(limit.limitId(), limit.windowStart(at)),
          new Counted(amount, count),
          (one, more) -> new Counted(one.amount() + more.amount(), one.count() + more.count()));
    }
  }
}
