package io.spendhub.platform.sql;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How values of the program stand in a table of an organization's rows: a line a column, with its
 * name, its type and where it is found. {@link Primary} writes many rows in one statement, in which
 * each column is an array, so that a batch of any size costs one round trip.
 *
 * <pre>{@code
 * static final Table<Reservation> RESERVATIONS =
 *     Table.<Reservation>of("vouchers.reservations")
 *         .key("id", UUID, Reservation::id)
 *         .column("holder", TEXT.orNull(), reservation -> reservation.use().holder())
 *         .changing("status", CONSTANT, Reservation::status);
 * }</pre>
 *
 * @param <T> what becomes a row
 */
public final class Table<T> {
  private final String name;
  private final List<Same> same;
  private final List<Column<T, ?>> columns;

  /** The texts of statements that were made before, by what they differ in. */
  private final Map<List<?>, String> statements;

  private Table(
      String name, List<Same> same, List<Column<T, ?>> columns, Map<List<?>, String> statements) {
    this.name = name;
    this.same = same;
    this.columns = columns;
    this.statements = statements;
  }

  private enum Use {
    KEY,
    COLUMN,
    CHANGING,
    LATER
  }

  private record Column<T, V>(
      Use use, String name, Type<V> type, Function<? super T, ? extends V> value) {
    Many many(JsonText json, Collection<? extends T> rows) {
      return type.many(json, rows, value);
    }

    boolean isInserted() {
      return use != Use.LATER;
    }

    boolean isUpdated() {
      return use != Use.COLUMN;
    }
  }

  private record Same(String name, String type, Object value) {}

  /** A table whose first column is {@code organization_id}. */
  public static <T> Table<T> of(String name) {
    return new Table<>(name, List.of(), List.of(), new ConcurrentHashMap<>());
  }

  /** A column that tells an organization's rows apart, by which an update finds its row. */
  public <V> Table<T> key(String column, Type<V> type, Function<? super T, ? extends V> value) {
    return and(new Column<>(Use.KEY, column, type, value));
  }

  /** A column that is inserted and stays. */
  public <V> Table<T> column(String column, Type<V> type, Function<? super T, ? extends V> value) {
    return and(new Column<>(Use.COLUMN, column, type, value));
  }

  /** A column that is inserted, and set by each update. */
  public <V> Table<T> changing(
      String column, Type<V> type, Function<? super T, ? extends V> value) {
    return and(new Column<>(Use.CHANGING, column, type, value));
  }

  /** A column that begins at its default, and is set by each update. */
  public <V> Table<T> later(String column, Type<V> type, Function<? super T, ? extends V> value) {
    return and(new Column<>(Use.LATER, column, type, value));
  }

  /** The same table, with a column whose value all rows of a statement have in common. */
  public <V> Table<T> with(String column, Type<V> type, V value) {
    return new Table<>(name, plus(same, new Same(column, type.name(), value)), columns, statements);
  }

  private Table<T> and(Column<T, ?> column) {
    return new Table<>(name, same, plus(columns, column), new ConcurrentHashMap<>());
  }

  private static <E> List<E> plus(List<E> before, E more) {
    List<E> all = new ArrayList<>(before);
    all.add(more);
    return List.copyOf(all);
  }

  /**
   * The statement that inserts rows; its parameters are {@link #inserted}.
   *
   * @param clause what follows, such as {@code on conflict}, or nothing
   */
  String insert(String clause) {
    return made("insert", clause, () -> insertText(clause));
  }

  private String insertText(String clause) {
    return "insert into %s (organization_id%s%s) select ?%s, u.* from unnest(%s) as u %s"
        .formatted(
            name,
            ofSame(one -> ", " + one.name()),
            ofColumns(Column::isInserted, "", column -> ", " + column.name()),
            ofSame(one -> ", ?::" + one.type()),
            ofColumns(Column::isInserted, ", ", column -> "?"),
            clause);
  }

  /** The statement that updates rows by their keys; its parameters are {@link #updated}. */
  String update() {
    return made("update", "", this::updateText);
  }

  private String made(String verb, String clause, Supplier<String> text) {
    List<String> names = same.stream().map(Same::name).toList();
    return statements.computeIfAbsent(List.of(verb, clause, names), _ -> text.get());
  }

  private String updateText() {
    String columnsSet =
        Stream.concat(
                same.stream().map(Same::name),
                columns.stream()
                    .filter(column -> column.isUpdated() && column.use() != Use.KEY)
                    .map(Column::name))
            .map(column -> column + " = n." + column)
            .collect(joining(", "));
    return """
    update %s as t set %s
    from (select ?::uuid as organization_id%s, u.* from unnest(%s) as u (%s)) as n
    where t.organization_id = n.organization_id%s
    """
        .formatted(
            name,
            columnsSet,
            ofSame(one -> ", ?::" + one.type() + " as " + one.name()),
            ofColumns(Column::isUpdated, ", ", column -> "?"),
            ofColumns(Column::isUpdated, ", ", Column::name),
            ofColumns(
                column -> column.use() == Use.KEY,
                "",
                key -> " and t." + key.name() + " = n." + key.name()));
  }

  List<Object> inserted(JsonText json, UUID organizationId, Collection<? extends T> rows) {
    return parameters(json, organizationId, rows, Column::isInserted);
  }

  List<Object> updated(JsonText json, UUID organizationId, Collection<? extends T> rows) {
    return parameters(json, organizationId, rows, Column::isUpdated);
  }

  private List<Object> parameters(
      JsonText json,
      UUID organizationId,
      Collection<? extends T> rows,
      Predicate<Column<T, ?>> wanted) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(organizationId);
    same.forEach(one -> parameters.add(one.value()));
    columns.stream().filter(wanted).forEach(column -> parameters.add(column.many(json, rows)));
    return parameters;
  }

  private String ofSame(Function<Same, String> text) {
    return same.stream().map(text).collect(joining());
  }

  private String ofColumns(
      Predicate<Column<T, ?>> wanted, String between, Function<Column<T, ?>, String> text) {
    return columns.stream().filter(wanted).map(text).collect(joining(between));
  }
}
