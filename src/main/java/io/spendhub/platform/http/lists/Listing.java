package io.spendhub.platform.http.lists;

import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A list of the rows of one table, newest first by their ids, of which a call reads a bounded
 * number, however many there are. It walks one index: that of the first filter given to {@link #by}
 * or {@link #among}, else the primary key. Every other filter is asked of the rows on the way, and
 * the page ends, short of its limit and with a next one, once {@link #MOST_READ} were read.
 *
 * <pre>{@code
 * Listing.of("cards.cards", organizationId)
 *     .by("wallet_id", walletId)
 *     .where("status = ?", status)
 *     .page(sql, page, "select id, memo from %s cards", CardView::of);
 * }</pre>
 */
public final class Listing {
  /** Rows that one call looks at; a few ten milliseconds of work where they are in memory. */
  public static final int MOST_READ = 10_000;

  /** The same where only a period is asked for, outside of which lie those of a day at most. */
  private static final int MOST_READ_FOR_A_PERIOD = 200_000;

  /**
   * Ids tell the time of the host that made them; creation is ledger time, which another host may
   * have set forward. Even a clock in another time zone is less than this apart.
   */
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private static final UUID FIRST = new UUID(0, 0);
  private static final UUID LAST = new UUID(-1, -1);

  /** The order of PostgreSQL, which compares the bytes. */
  private static final Comparator<UUID> ORDER = Comparator.comparing(UUID::toString);

  private final String table;
  private final UUID organizationId;
  private Optional<Keys> keys = Optional.empty();
  private Optional<Along> along = Optional.empty();
  private Optional<String> among = Optional.empty();
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private UUID from = FIRST;
  private UUID before = LAST;
  private int most = MOST_READ_FOR_A_PERIOD;

  private Listing(String table, UUID organizationId) {
    this.table = table;
    this.organizationId = organizationId;
  }

  /** The column whose values are looked up in its index, one after the other. */
  private record Keys(String column, List<UUID> values) {
    /** The newest rows of each value, in the place of the table. */
    String rows(String table, int atMost) {
      return """
      (select kept.* from unnest(?::uuid[]) as keys (key) cross join lateral (
        select * from %s where organization_id = ? and %s = keys.key and id >= ? and id < ?
        order by id desc limit %d) as kept) as kept
      """
          .formatted(table, column, atMost);
    }
  }

  /** The column whose index is walked, and its value there. */
  private record Along(String column, String parameter, Object value) {
    /** Both at once, so that no index serves but the one that has both in this order. */
    String bounds() {
      return "and (%1$s, id) >= (%2$s, ?) and (%1$s, id) < (%2$s, ?) and %1$s is not null"
          .formatted(column, parameter);
    }
  }

  /**
   * Begins a list.
   *
   * @param table its rows have an organization_id and an id
   */
  public static Listing of(String table, UUID organizationId) {
    return new Listing(table, organizationId);
  }

  /**
   * Of the rows, only those with one of these values in a column that has an index on
   * (organization_id, column, id), or that is the id; named before any other filter. Of each value
   * as many are read as of the table otherwise.
   */
  public Listing only(String column, Optional<? extends Collection<UUID>> values) {
    keys = values.map(these -> new Keys(column, List.copyOf(these)));
    return this;
  }

  /** A filter that has an index on (organization_id, column, id). */
  public Listing by(String column, Optional<?> value) {
    return by(column, "?", value);
  }

  /**
   * The same for an expression.
   *
   * @param parameter what is made of the value, with one question mark
   */
  public Listing by(String expression, String parameter, Optional<?> value) {
    if (walksAnIndex()) {
      return where(expression + " = " + parameter, value);
    }
    along = value.map(present -> new Along(expression, parameter, present));
    return this;
  }

  /** A filter that has an index on (organization_id, id) of just the rows that meet it. */
  public Listing among(String condition, boolean asked) {
    if (asked && !walksAnIndex()) {
      among = Optional.of(condition);
    } else if (asked) {
      conditions.add(condition);
      most = MOST_READ;
    }
    return this;
  }

  private boolean walksAnIndex() {
    return keys.isPresent() || along.isPresent() || among.isPresent();
  }

  /** A filter that has no index, with one question mark. */
  public Listing where(String condition, Optional<?> value) {
    most = value.isPresent() ? MOST_READ : most;
    return asked(condition, value);
  }

  private Listing asked(String condition, Optional<?> value) {
    value.ifPresent(
        present -> {
          conditions.add(condition);
          values.add(present);
        });
    return this;
  }

  /** Rows that were created in a period, the first instant included and the last excluded. */
  public Listing created(Optional<Instant> from, Optional<Instant> to) {
    from.map(first -> Ids.firstOf(first.minus(CLOCKS_DIFFER))).ifPresent(id -> this.from = id);
    to.map(end -> Ids.firstOf(end.plus(CLOCKS_DIFFER))).ifPresent(id -> this.before = id);
    return asked("created_at >= ?", from).asked("created_at < ?", to);
  }

  private record Listed<T>(UUID id, boolean matches, boolean last, T shown) {}

  /**
   * Reads a page.
   *
   * @param select {@code select ... from %s alias ...} without a condition; it has the column id,
   *     and the rows take the place of the name of the table
   */
  public <T> Page<T> page(Sql sql, PageQuery page, String select, Function<Row, T> record) {
    page.afterId().ifPresent(after -> before = Stream.of(before, after).min(ORDER).get());
    List<Listed<T>> read =
        sql.query(
                "select matches, walked,"
                    + select.substring("select".length()).formatted(rows(page)),
                parameters())
            .then("order by id desc")
            .list(row -> listed(row, record.apply(row)));
    List<Listed<T>> found = read.stream().filter(Listed::matches).toList();
    if (found.size() > page.limit() || read.stream().noneMatch(Listed::last)) {
      Page<Listed<T>> whole = Page.of(found, page, each -> each.id().toString());
      return new Page<>(shown(whole.data()), whole.nextCursor());
    }
    return new Page<>(shown(found), Cursor.encode(read.getLast().id().toString()));
  }

  private <T> Listed<T> listed(Row row, T shown) {
    boolean last = row.number("walked") == most;
    return new Listed<>(row.uuid("id"), row.bool("matches"), last, shown);
  }

  private static <T> List<T> shown(List<Listed<T>> listed) {
    return listed.stream().map(Listed::shown).toList();
  }

  private Object[] parameters() {
    List<Object> all = new ArrayList<>(values);
    keys.ifPresent(each -> all.addAll(List.of(each.values(), organizationId, from, before)));
    all.add(organizationId);
    along.ifPresent(by -> all.add(by.value()));
    all.add(from);
    along.ifPresent(by -> all.add(by.value()));
    all.add(before);
    return all.toArray();
  }

  /** All numbers of rows are in the text, because a plan for any number is none for a small one. */
  private String rows(PageQuery page) {
    String order = along.isPresent() ? "walked_by desc, id desc" : "id desc";
    if (conditions.isEmpty()) {
      return "(" + walk("true as matches, 0 as walked", page.fetch()) + ")";
    }
    String walk = walk("row_number() over (order by %s) as walked".formatted(byColumn()), most);
    return """
    (select * from (select *, (%s) is true as matches from (%s) as walk) as asked
     where matches or walked = %d order by %s limit %d)
    """
        .formatted(String.join(" and ", conditions), walk, most, order, page.fetch());
  }

  private String walk(String further, int atMost) {
    return "select *, %s as walked_by, %s from %s where organization_id = ? %s %s order by %s limit %d"
        .formatted(
            along.map(Along::column).orElse("null"),
            further,
            keys.map(each -> each.rows(table, atMost)).orElse(table),
            along.map(Along::bounds).orElse("and id >= ? and id < ?"),
            among.map("and "::concat).orElse(""),
            byColumn(),
            atMost);
  }

  private String byColumn() {
    return along.map(by -> by.column() + " desc, id desc").orElse("id desc");
  }
}
