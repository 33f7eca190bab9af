package io.spendhub.platform.sql;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.platform.connections.ConnectionShares;
import io.spendhub.shared.Later;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The database that commands write to. Within a transaction every use is the same connection;
 * outside of one it is a connection that the caller's organization may have. Of all that is done
 * here, what fails is a {@link DatabaseFailure}, and what waits too long for a connection a {@link
 * io.spendhub.shared.Refusal} 503 {@code unavailable}.
 */
@ApplicationScoped
public class Primary {
  private final AgroalDataSource dataSource;
  private final JsonText json;
  private final ConnectionShares shares;
  private final TransactionSynchronizationRegistry transactions;

  Primary(
      AgroalDataSource dataSource,
      JsonText json,
      ConnectionShares shares,
      TransactionSynchronizationRegistry transactions) {
    this.dataSource = dataSource;
    this.json = json;
    this.shares = shares;
    this.transactions = transactions;
  }

  /** What is sent to the database, and may wait to be sent with others. */
  private sealed interface Statement {
    String sql();

    List<?> values();
  }

  private record Change(String sql, List<?> values) implements Statement {}

  /** A read that is put off; its records, once it was sent. */
  private final class Read<T> implements Statement, Later<List<T>> {
    private final String sql;
    private final List<?> values;
    private final Function<Row, T> record;
    private Optional<List<T>> records = Optional.empty();

    Read(String sql, List<?> values, Function<Row, T> record) {
      this.sql = sql;
      this.values = values;
      this.record = record;
    }

    @Override
    public String sql() {
      return sql;
    }

    @Override
    public List<?> values() {
      return values;
    }

    @Override
    public List<T> get() {
      if (records.isEmpty()) {
        sendWaiting();
      }
      return records.orElseThrow(() -> new IllegalStateException("its transaction has ended"));
    }

    void take(ResultSet results) throws SQLException {
      records = Optional.of(Row.list(results, json, record));
    }
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Closes the connections that nobody is at, after one of them was lost; the next are fresh. */
  public void renew() {
    dataSource.flush(FlushMode.IDLE);
  }

  /** Inserts all rows in one statement, or does nothing where there are none. */
  public <T> int insert(Table<T> table, UUID organizationId, Collection<? extends T> rows) {
    return insert(table, organizationId, rows, "");
  }

  /**
   * The same with a clause at the end, such as {@code on conflict do nothing}.
   *
   * @return how many rows were inserted or, if the clause says so, updated
   */
  public <T> int insert(
      Table<T> table, UUID organizationId, Collection<? extends T> rows, String clause) {
    return rows.isEmpty()
        ? 0
        : execute(table.insert(clause), table.inserted(json, organizationId, rows));
  }

  /** The same with a clause that ends in {@code returning}; a record of each row it returns. */
  public <T, R> List<R> insert(
      Table<T> table,
      UUID organizationId,
      Collection<? extends T> rows,
      String clause,
      Function<Row, R> record) {
    return rows.isEmpty()
        ? List.of()
        : with(
            connection ->
                Row.list(
                    connection,
                    json,
                    table.insert(clause),
                    table.inserted(json, organizationId, rows),
                    record));
  }

  /** Updates all rows in one statement, or does nothing where there are none. */
  public <T> int update(Table<T> table, UUID organizationId, Collection<? extends T> rows) {
    return rows.isEmpty() ? 0 : execute(table.update(), table.updated(json, organizationId, rows));
  }

  /**
   * Inserts all rows together with what its transaction does next, or with its commit: statements
   * that wait so are sent at once, in their order, and cost one round trip.
   */
  public <T> void insertLater(Table<T> table, UUID organizationId, Collection<? extends T> rows) {
    insertLater(table, organizationId, rows, "");
  }

  /** The same with a clause at the end, such as {@code on conflict do nothing}. */
  public <T> void insertLater(
      Table<T> table, UUID organizationId, Collection<? extends T> rows, String clause) {
    if (!rows.isEmpty()) {
      later(new Change(table.insert(clause), table.inserted(json, organizationId, rows)));
    }
  }

  /** Updates all rows at the time of {@link #insertLater}. */
  public <T> void updateLater(Table<T> table, UUID organizationId, Collection<? extends T> rows) {
    if (!rows.isEmpty()) {
      later(new Change(table.update(), table.updated(json, organizationId, rows)));
    }
  }

  /**
   * Executes one statement; the number of rows it changed.
   *
   * @param values for the question marks, as {@link Sql#query} takes them
   */
  public int change(String sql, Object... values) {
    return execute(sql, List.of(values));
  }

  /**
   * Copies rows into a table, unless one of them breaks a unique index; the transaction goes on.
   *
   * @param sql {@code copy ... from stdin}
   * @param rows in the text format of COPY
   * @return whether they were copied
   */
  public boolean copyIfUnique(String sql, byte[] rows) {
    return with(connection -> Copy.ifUnique(connection, sql, rows));
  }

  /**
   * Reads records; outside of a transaction once more on a fresh connection if one is lost.
   *
   * @param values as {@link #change} takes them
   */
  public <T> List<T> list(String sql, Function<Row, T> record, Object... values) {
    Work<List<T>> read = connection -> Row.list(connection, json, sql, List.of(values), record);
    if (Again.isInTransaction()) {
      return with(read);
    }
    try (var _ = shares.forStatements()) {
      return Reading.on(dataSource, read);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  /**
   * Reads as {@link #list} does, at the time of {@link #insertLater}, or when it is got, if that is
   * earlier: what several reads tell costs one round trip where all are asked for before one is
   * got. Outside of a transaction it is read at once.
   */
  public <T> Later<List<T>> listLater(String sql, Function<Row, T> record, Object... values) {
    if (!isUnderWay()) {
      return Later.of(list(sql, record, values));
    }
    Read<T> read = new Read<>(sql, List.of(values), record);
    later(read);
    return read;
  }

  /**
   * Reads the rows of some ids as {@link #listLater} does: each under its id, without those that
   * there are not. Nothing is asked where there is no id.
   *
   * @param sql with question marks for the organization and the ids, in this order
   */
  public <T> Later<Map<UUID, T>> findLater(
      String sql,
      Function<Row, T> record,
      Function<T, UUID> id,
      UUID organizationId,
      Collection<UUID> ids) {
    return ids.isEmpty()
        ? Later.of(Map.of())
        : listLater(sql, record, organizationId, List.copyOf(ids))
            .map(found -> found.stream().collect(toMap(id, Function.identity())));
  }

  /** The first record of what {@link #list} reads. */
  public <T> Optional<T> first(String sql, Function<Row, T> record, Object... values) {
    return list(sql, record, values).stream().findFirst();
  }

  /** Tells of rows one by one, within a transaction, however many there are. */
  public void each(String sql, Consumer<Row> use, Object... values) {
    with(
        connection -> {
          try (RowCursor cursor = new RowCursor(connection, json, sql, List.of(values))) {
            while (cursor.next()) {
              use.accept(cursor.row());
            }
            return true;
          }
        });
  }

  private int execute(String sql, List<?> values) {
    List<Statement> statements = takeWaiting();
    statements.add(new Change(sql, values));
    return connected(connection -> send(connection, statements));
  }

  private void later(Statement statement) {
    if (waiting().isEmpty()) {
      transactions.putResource(this, new ArrayList<>());
      transactions.registerInterposedSynchronization(new BeforeCommit());
    }
    waiting().orElseThrow().add(statement);
  }

  /** What waits in the transaction at hand, if anything ever has. */
  @SuppressWarnings("unchecked") // nobody else has this key
  private Optional<List<Statement>> waiting() {
    return isUnderWay()
        ? Optional.ofNullable((List<Statement>) transactions.getResource(this))
        : Optional.empty();
  }

  /** One that took too long is ended behind the back of whoever is at it. */
  private static boolean isUnderWay() {
    int status = QuarkusTransaction.getStatus();
    return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
  }

  private List<Statement> takeWaiting() {
    List<Statement> taken = new ArrayList<>();
    waiting()
        .ifPresent(
            waiting -> {
              taken.addAll(waiting);
              waiting.clear();
            });
    return taken;
  }

  /** Nothing is committed before what waits is sent. */
  private final class BeforeCommit implements Synchronization {
    @Override
    public void beforeCompletion() {
      sendWaiting();
    }

    @Override
    public void afterCompletion(int status) {
      // What was sent is committed or undone with all else.
    }
  }

  private void sendWaiting() {
    List<Statement> statements = takeWaiting();
    if (!statements.isEmpty()) {
      connected(connection -> send(connection, statements));
    }
  }

  /** How many rows the last of some statements changed, which the driver sends as one. */
  private static int send(Connection connection, List<Statement> statements) throws SQLException {
    String sql = statements.stream().map(Statement::sql).collect(joining(";\n"));
    List<Object> values = new ArrayList<>();
    statements.forEach(statement -> values.addAll(statement.values()));
    try (PreparedStatement prepared = Binding.prepare(connection, sql, values)) {
      prepared.execute();
      int changed = 0;
      for (Statement statement : statements) {
        switch (statement) {
          case Change _ -> changed = prepared.getUpdateCount();
          case Read<?> read -> read.take(prepared.getResultSet());
        }
        prepared.getMoreResults();
      }
      return changed;
    }
  }

  private <T> T with(Work<T> work) {
    sendWaiting();
    return connected(work);
  }

  private <T> T connected(Work<T> work) {
    try (var _ = shares.forStatements();
        Connection connection = dataSource.getConnection()) {
      return work.run(connection);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }
}
