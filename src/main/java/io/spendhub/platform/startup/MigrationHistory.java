package io.spendhub.platform.startup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which migrations were applied, in a schema of our own: others have nothing to do in it, and the
 * role of the service needs no right in {@code public}, where it lay once.
 */
final class MigrationHistory {
  private static final String SCHEMA = "migrations";
  private static final String FORMER_SCHEMA = "public";
  static final String TABLE = SCHEMA + ".flyway_schema_history";
  private static final String FORMER = FORMER_SCHEMA + ".flyway_schema_history";

  /** By catalog: who names a table of a schema that he may not use is refused. */
  private static final String EXISTS =
      """
      exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = '%s' and c.relname = 'flyway_schema_history'%s)\
      """;

  /** What the role may not read was not written by it, and is another application's. */
  private static final String IS_READABLE =
      " and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')";

  private static final String HERE = EXISTS.formatted(SCHEMA, "");
  private static final String THERE = EXISTS.formatted(FORMER_SCHEMA, IS_READABLE);

  /** Whether there is one, here or where it lay once. */
  static final String ANYWHERE = "select %s or %s as it".formatted(HERE, THERE);

  /** Any number that nobody else locks by. */
  private static final long LOCK = 0x5350_454e_4448_5542L;

  private MigrationHistory() {}

  /** Whether there is one, or the role of the session may make one. */
  static boolean mayBeKept(Statement statement) throws SQLException {
    return isTrue(
        statement,
        """
        select has_database_privilege(current_database(), 'create')
          or exists (select from pg_namespace where nspname = 'migrations')""");
  }

  /** The schema of the history that there is, for who only looks: nothing is taken over. */
  static String schema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean isFormer = isTrue(statement, "select %s and not %s".formatted(THERE, HERE));
      return isFormer && isOurs(statement) ? FORMER_SCHEMA : SCHEMA;
    }
  }

  /**
   * Takes over the history of an installation that has its own in {@code public}, once. That one
   * stays as it is, so that the version before can still be started. Another application's history
   * is none of ours.
   */
  static void carryOver(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      if (isThereOnly(statement)) {
        statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        if (isThereOnly(statement) && isOurs(statement)) {
          statement.execute("create schema if not exists migrations");
          statement.execute("create table %s (like %s including all)".formatted(TABLE, FORMER));
          statement.execute("insert into %s select * from %s".formatted(TABLE, FORMER));
        }
      }
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Not where nothing can be written: a replica gets it from its primary. */
  private static boolean isThereOnly(Statement statement) throws SQLException {
    return isTrue(
        statement,
        "select %s and not %s and current_setting('transaction_read_only') = 'off'"
            .formatted(THERE, HERE));
  }

  private static boolean isOurs(Statement statement) throws SQLException {
    return isTrue(
        statement,
        "select exists (select from %s where script like '%%V001%%identity.sql')"
            .formatted(FORMER));
  }

  private static boolean isTrue(Statement statement, String query) throws SQLException {
    try (ResultSet found = statement.executeQuery(query)) {
      return found.next() && found.getBoolean(1);
    }
  }
}
