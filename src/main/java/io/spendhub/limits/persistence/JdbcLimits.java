package io.spendhub.limits.persistence;

import static io.spendhub.platform.sql.Type.INT8;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitWindow;
import io.spendhub.limits.SpendingHistory;
import io.spendhub.limits.SpendingLimits.Opened;
import io.spendhub.limits.SpendingLimits.Spending;
import io.spendhub.limits.domain.SpendingLimit;
import io.spendhub.limits.domain.SpendingLimitId;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Table;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Undo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Limits and counters, read and written for many owners at once. */
@ApplicationScoped
class JdbcLimits {
  private static final String LIMITS =
      """
      select id, owner_id, "window", amount, count, timezone, week_start
      from limits.spending_limits where organization_id = ? and owner_id = any (?)
      """;
  private static final String COUNTERS =
      """
      select c.limit_id, c.window_start, c.used_amount, c.used_count
      from unnest(?, ?) as wanted (limit_id, window_start)
      join limits.counters c on c.organization_id = ?
        and c.limit_id = wanted.limit_id and c.window_start = wanted.window_start
      """;
  private static final Table<Map.Entry<Counter, Counted>> SAVED =
      Table.<Map.Entry<Counter, Counted>>of("limits.counters")
          .column("limit_id", UUID, saved -> saved.getKey().limitId())
          .column("window_start", TIMESTAMPTZ, saved -> saved.getKey().windowStart())
          .column("used_amount", INT8, saved -> saved.getValue().amount())
          .column("used_count", INT8, saved -> saved.getValue().count());
  private static final String OR_UPDATE =
      """
      on conflict (organization_id, limit_id, window_start) do update
      set used_amount = excluded.used_amount, used_count = excluded.used_count
      """;

  private final Primary primary;

  JdbcLimits(Primary primary) {
    this.primary = primary;
  }

  Opened open(UUID organizationId, Collection<Spending> spending, Undo undo) {
    Set<UUID> owners = spending.stream().map(Spending::ownerId).collect(toSet());
    Map<UUID, List<SpendingLimit>> limits =
        limits(organizationId, owners).stream().collect(groupingBy(SpendingLimit::ownerId));
    Map<Counter, Counted> counters = new HashMap<>();
    for (Spending each : spending) {
      for (SpendingLimit limit : limits.getOrDefault(each.ownerId(), List.of())) {
        counters.put(Counter.of(limit, each.at()), Counted.NOTHING);
      }
    }
    if (!counters.isEmpty()) {
      read(organizationId, counters);
    }
    CountedLimits book = new CountedLimits(limits, undo.map(counters), undo.set());
    return new Opened(book, () -> save(organizationId, book.changed()));
  }

  /** Counts all that exists against new limits; their counters start from nothing. */
  void count(UUID organizationId, List<SpendingLimit> limits, List<SpendingHistory> histories) {
    for (SpendingLimit limit : limits) {
      if (limit.window() != LimitWindow.PER_AUTHORIZATION) {
        Map<Counter, Counted> counters = new HashMap<>();
        SpendingHistory.Counting counting =
            (at, amount) ->
                counters.merge(
                    Counter.of(limit, at),
                    new Counted(amount, 1),
                    (before, more) -> before.plus(more.amount(), 1));
        histories.forEach(history -> history.tell(organizationId, limit.ownerId(), counting));
        save(organizationId, counters);
      }
    }
  }

  void save(UUID organizationId, Map<Counter, Counted> counters) {
    primary.insertLater(SAVED, organizationId, counters.entrySet(), OR_UPDATE);
  }

  /** The limits of some owners, each owner's in the order of their windows. */
  List<SpendingLimit> limits(UUID organizationId, Collection<UUID> owners) {
    return primary
        .list(LIMITS, row -> limit(organizationId, row), organizationId, List.copyOf(owners))
        .stream()
        .sorted(Comparator.comparing(SpendingLimit::window))
        .toList();
  }

  static SpendingLimit limit(UUID organizationId, Row row) {
    String timezone = row.text("timezone");
    LimitWindow window = row.constant("window", LimitWindow.class);
    DayOfWeek first =
        window == LimitWindow.WEEKLY ? DayOfWeek.of((int) row.number("week_start")) : null;
    LimitSpec spec =
        new LimitSpec(
            window,
            row.numberIfAny("amount").orElse(null),
            row.numberIfAny("count").orElse(null),
            timezone,
            first);
    SpendingLimitId id = new SpendingLimitId(organizationId, row.uuid("id"));
    return new SpendingLimit(id, row.uuid("owner_id"), spec, timezone);
  }

  private void read(UUID organizationId, Map<Counter, Counted> counters) {
    List<Counter> wanted = List.copyOf(counters.keySet());
    primary
        .list(
            COUNTERS,
            row -> Map.entry(Counter.of(row), Counted.of(row)),
            wanted.stream().map(Counter::limitId).toList(),
            wanted.stream().map(Counter::windowStart).toList(),
            organizationId)
        .forEach(found -> counters.put(found.getKey(), found.getValue()));
  }

  /** A limit's counter in one window. */
  record Counter(UUID limitId, Instant windowStart) {
    static Counter of(Row row) {
      return new Counter(row.uuid("limit_id"), row.instant("window_start"));
    }

    static Counter of(SpendingLimit limit, Instant at) {
      return new Counter(limit.limitId(), limit.calendar().start(limit.window(), at));
    }
  }

  /** What a counter stands at: minor units, and authorizations. */
  record Counted(long amount, long count) {
    static final Counted NOTHING = new Counted(0, 0);

    static Counted of(Row row) {
      return new Counted(row.number("used_amount"), row.number("used_count"));
    }

    /**
     * Counts on.
     *
     * @throws Refusal 422 {@code amount_out_of_range}
     */
    Counted plus(long moreAmount, int moreCount) {
      try {
        return new Counted(Math.addExact(amount, moreAmount), Math.addExact(count, moreCount));
      } catch (ArithmeticException overflow) {
        throw Refusal.unprocessable(
            "amount_out_of_range", "A limit of the card or its wallet cannot count that much.");
      }
    }
  }
}
