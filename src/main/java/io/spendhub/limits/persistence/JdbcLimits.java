package io.spendhub.limits.persistence;

import static io.spendhub.platform.sql.Type.INT8;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;
import static java.util.stream.Collectors.groupingBy;

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
import io.spendhub.shared.Later;
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
import java.util.Optional;
import java.util.UUID;

/** Limits and counters, read and written for many owners at once. */
@ApplicationScoped
class JdbcLimits {
  private static final String LIMITS =
      """
      select id, owner_id, "window", amount, count, timezone, week_start
      from limits.spending_limits where organization_id = ? and owner_id = any (?)
      """;

  /** Each limit with the latest of its counters that had begun by the time asked for. */
  private static final String STANDING =
      """
      select asked.place, l.id, l.owner_id, l."window", l.amount, l.count, l.timezone,
             l.week_start, c.limit_id, c.window_start, c.used_amount, c.used_count
      from unnest(?, ?) with ordinality as asked (owner_id, at, place)
      join limits.spending_limits l on l.organization_id = ? and l.owner_id = asked.owner_id
      left join lateral (
        select limit_id, window_start, used_amount, used_count from limits.counters
        where organization_id = ? and limit_id = l.id and window_start <= asked.at
        order by window_start desc limit 1) c on true
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

  Later<Opened> open(UUID organizationId, Collection<Spending> spending, Undo undo) {
    if (spending.isEmpty()) {
      return Later.of(opened(organizationId, List.of(), undo));
    }
    List<Spending> asked = List.copyOf(spending);
    return primary
        .listLater(
            STANDING,
            row -> Standing.of(organizationId, row, asked),
            asked.stream().map(Spending::ownerId).toList(),
            asked.stream().map(Spending::at).toList(),
            organizationId,
            organizationId)
        .map(standings -> opened(organizationId, standings, undo));
  }

  private Opened opened(UUID organizationId, List<Standing> standings, Undo undo) {
    Map<UUID, SpendingLimit> limits = new HashMap<>();
    Map<Counter, Counted> counters = new HashMap<>();
    Map<Counter, Counted> unsure = new HashMap<>();
    for (Standing standing : standings) {
      Counter counter = standing.counter();
      limits.putIfAbsent(counter.limitId(), standing.limit());
      counters.put(counter, standing.counted());
      if (standing.latestBeganAfter(counter)) {
        unsure.put(counter, Counted.NOTHING);
      }
    }
    if (!unsure.isEmpty()) {
      read(organizationId, unsure);
      counters.putAll(unsure);
    }
    CountedLimits book =
        new CountedLimits(byOwner(limits.values()), undo.map(counters), undo.set());
    return new Opened(book, () -> save(organizationId, book.changed()));
  }

  /** Each owner's in the order of their windows. */
  private static Map<UUID, List<SpendingLimit>> byOwner(Collection<SpendingLimit> limits) {
    return limits.stream()
        .sorted(Comparator.comparing(SpendingLimit::window))
        .collect(groupingBy(SpendingLimit::ownerId));
  }

  /**
   * A limit at a time.
   *
   * @param latest the latest counter of it that had begun by then
   */
  private record Standing(
      SpendingLimit limit, Instant at, Optional<Map.Entry<Counter, Counted>> latest) {
    static Standing of(UUID organizationId, Row row, List<Spending> asked) {
      Spending spending = asked.get(Math.toIntExact(row.number("place")) - 1);
      Optional<Map.Entry<Counter, Counted>> latest =
          row.uuidIfAny("limit_id").map(_ -> Map.entry(Counter.of(row), Counted.of(row)));
      return new Standing(JdbcLimits.limit(organizationId, row), spending.at(), latest);
    }

    Counter counter() {
      return Counter.of(limit, at);
    }

    Counted counted() {
      return latest
          .filter(counter -> counter.getKey().equals(counter()))
          .map(Map.Entry::getValue)
          .orElse(Counted.NOTHING);
    }

    /**
     * Where the rules of a timezone have changed since, one may have begun within the window that
     * is looked for, which has a counter of its own all the same.
     */
    boolean latestBeganAfter(Counter counter) {
      return latest
          .filter(found -> found.getKey().windowStart().isAfter(counter.windowStart()))
          .isPresent();
    }
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
