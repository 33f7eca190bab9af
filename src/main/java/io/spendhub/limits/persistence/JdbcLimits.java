package io.spendhub.limits.persistence;

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
import io.spendhub.platform.sql.Rows;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Undo;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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
  private static final String SAVE =
      """
      insert into limits.counters
        (organization_id, limit_id, window_start, used_amount, used_count)
      select ?, u.* from unnest(?, ?, ?, ?) as u (limit_id, window_start, amount, count)
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
      primary.with(connection -> read(connection, organizationId, counters));
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
    Rows rows = new Rows("uuid", "timestamptz", "int8", "int8");
    counters.forEach(
        (counter, counted) ->
            rows.add(counter.limitId(), counter.windowStart(), counted.amount(), counted.count()));
    primary.execute(rows, SAVE, organizationId);
  }

  /** The limits of some owners, each owner's in the order of their windows. */
  List<SpendingLimit> limits(UUID organizationId, Collection<UUID> owners) {
    return primary.with(
        connection -> {
          List<SpendingLimit> limits = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(LIMITS)) {
            statement.setObject(1, organizationId);
            statement.setArray(2, connection.createArrayOf("uuid", owners.toArray()));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                limits.add(limit(organizationId, row));
              }
            }
          }
          limits.sort(Comparator.comparing(SpendingLimit::window));
          return limits;
        });
  }

  static SpendingLimit limit(UUID organizationId, ResultSet row) throws SQLException {
    String timezone = row.getString(6);
    LimitWindow window = LimitWindow.valueOf(row.getString(3));
    LimitSpec spec =
        new LimitSpec(
            window,
            row.getObject(4, Long.class),
            row.getObject(5, Long.class),
            timezone,
            window == LimitWindow.WEEKLY ? DayOfWeek.of(row.getInt(7)) : null);
    SpendingLimitId id = new SpendingLimitId(organizationId, row.getObject(1, UUID.class));
    return new SpendingLimit(id, row.getObject(2, UUID.class), spec, timezone);
  }

  private static int read(
      Connection connection, UUID organizationId, Map<Counter, Counted> counters)
      throws SQLException {
    Rows wanted = new Rows("uuid", "timestamptz");
    counters.keySet().forEach(counter -> wanted.add(counter.limitId(), counter.windowStart()));
    try (PreparedStatement statement = connection.prepareStatement(COUNTERS)) {
      wanted.bind(connection, statement, 1);
      statement.setObject(3, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant start = row.getObject(2, OffsetDateTime.class).toInstant();
          counters.put(
              new Counter(row.getObject(1, UUID.class), start),
              new Counted(row.getLong(3), row.getLong(4)));
        }
      }
    }
    return counters.size();
  }

  /** A limit's counter in one window. */
  record Counter(UUID limitId, Instant windowStart) {
    static Counter of(SpendingLimit limit, Instant at) {
      return new Counter(limit.limitId(), limit.calendar().start(limit.window(), at));
    }
  }

  /** What a counter stands at: minor units, and authorizations. */
  record Counted(long amount, long count) {
    static final Counted NOTHING = new Counted(0, 0);

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
