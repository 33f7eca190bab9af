package io.spendhub.testing;

import io.spendhub.platform.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A PostgreSQL that can be told to wait, at each commit, for a standby that is not there. */
public record LonelyPrimary(DatabaseAddress address) {
  private static final String SUPERUSER = "postgres";
  private static final String WAITING =
      "select pid::text from pg_stat_activity where wait_event = 'SyncRep'";
  private static final String WAITING_AFTER_A_CHANGE_OF =
      """
      select a.pid::text from pg_stat_activity a
      where a.wait_event = 'SyncRep' and exists (
        select from pg_locks l where l.pid = a.pid and l.mode in ('RowExclusiveLock', 'RowShareLock')
          and l.relation = ?::regclass)
      """;

  /** From now on every commit that has written something waits. */
  public void letCommitsWait() {
    run("create table if not exists waiting (at timestamptz)");
    run("alter system set synchronous_standby_names = 'nobody'");
    run("select pg_reload_conf()");
    // The server comes to it when it does; the first commit that waits says that it has.
    CompletableFuture<Void> probe = CompletableFuture.runAsync(this::probe);
    Until.holds(() -> !texts(WAITING).isEmpty());
    run("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");
    probe.join();
  }

  private void probe() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      while (statement.getWarnings() == null) {
        statement.execute("insert into waiting values (now())");
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** All commits that wait are done, and none waits any more. */
  public void letCommitsGo() {
    run("alter system reset synchronous_standby_names");
    run("select pg_reload_conf()");
    Until.holds(() -> texts(WAITING).isEmpty());
  }

  /** The process whose commit waits, after it has changed or locked rows of a table. */
  public String awaitCommitOf(String table) {
    Until.holds(() -> !texts(WAITING_AFTER_A_CHANGE_OF, table).isEmpty());
    return texts(WAITING_AFTER_A_CHANGE_OF, table).getFirst();
  }

  /** The same, of another process than this one. */
  public String awaitCommitOf(String table, String otherThan) {
    Until.holds(
        () -> texts(WAITING_AFTER_A_CHANGE_OF, table).stream().anyMatch(p -> !p.equals(otherThan)));
    return texts(WAITING_AFTER_A_CHANGE_OF, table).stream()
        .filter(process -> !process.equals(otherThan))
        .findFirst()
        .orElseThrow();
  }

  /** Ends processes, which an administrator may do at any time, and returns when they are gone. */
  public void end(List<String> processes) {
    processes.forEach(process -> texts("select pg_terminate_backend(?::int)::text", process));
    Until.holds(() -> processes.stream().noneMatch(this::isThere));
  }

  private boolean isThere(String process) {
    return !texts("select 1::text from pg_stat_activity where pid = ?::int", process).isEmpty();
  }

  /** Has a process wait no longer for the standby. */
  public void cancel(String process) {
    texts("select pg_cancel_backend(?::int)::text", process);
  }

  /** What those who call themselves so have on the server. */
  public List<String> processesOf(String application) {
    return texts("select pid::text from pg_stat_activity where application_name = ?", application);
  }

  /** Does something to the database, as its superuser. */
  public void run(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The first column of what a query answers with. */
  public List<String> texts(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        List<String> texts = new ArrayList<>();
        while (row.next()) {
          texts.add(row.getString(1));
        }
        return texts;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Its own statements wait for nobody. */
  private Connection connect() throws SQLException {
    return DriverManager.getConnection(address.url(), SUPERUSER, address.password());
  }
}
