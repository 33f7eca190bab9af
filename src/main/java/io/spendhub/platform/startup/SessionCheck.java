package io.spendhub.platform.startup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a session is what the service takes it for: with the timeouts that it asked for, and its
 * own until it is closed. Poolers break either silently, and then no call is bounded, and prepared
 * statements and locks are looked for in sessions that do not have them.
 *
 * @param source opens a session
 * @param asked the parameters that it was opened with, by name
 */
record SessionCheck(Source source, Map<String, String> asked) {
  static final String NO_POOLER =
      "Name PostgreSQL itself, or a pooler in session mode that passes settings on.";

  static final String SHARED =
      "names a connection pooler that gives one session to several at once. " + NO_POOLER;

  /** Opens a session. */
  @FunctionalInterface
  interface Source {
    Connection open() throws SQLException;
  }

  /** What is wrong, to be put behind the name of a setting; empty if nothing is. */
  Optional<String> fault() throws SQLException {
    try (Connection session = source.open()) {
      List<String> lost = lost(session);
      if (!lost.isEmpty()) {
        return Optional.of(
            "names a connection pooler whose sessions are without the %s that was asked for. %s"
                .formatted(String.join(", ", lost), NO_POOLER));
      }
      return isShared(session) ? Optional.of(SHARED) : Optional.empty();
    }
  }

  /** The server itself says how it would write a value down: 60s is 1min to it. */
  private List<String> lost(Connection session) throws SQLException {
    List<String> lost = new ArrayList<>();
    session.setAutoCommit(false);
    try (PreparedStatement has = session.prepareStatement("select current_setting(?)");
        PreparedStatement wants = session.prepareStatement("select set_config(?, ?, true)")) {
      for (Map.Entry<String, String> parameter : asked.entrySet()) {
        has.setString(1, parameter.getKey());
        String before = text(has);
        wants.setString(1, parameter.getKey());
        wants.setString(2, parameter.getValue());
        if (!before.equals(text(wants))) {
          lost.add(parameter.getKey());
        }
      }
    } finally {
      session.rollback();
      session.setAutoCommit(true);
    }
    return lost;
  }

  /**
   * While another transaction holds the session that it was given, this one must still be in its
   * own. A pooler that has no second one keeps it waiting, which says the same.
   */
  private boolean isShared(Connection session) throws SQLException {
    String own = identity(session);
    try (Connection other = source.open()) {
      other.setAutoCommit(false);
      try {
        String others = identity(other);
        return others.equals(own) || !identityOrNone(session).equals(own);
      } finally {
        other.rollback();
      }
    }
  }

  private static String identityOrNone(Connection session) {
    try {
      return identity(session);
    } catch (SQLException keptWaiting) {
      return "";
    }
  }

  /** Of the process of the server: its number may be another's on another host. */
  private static String identity(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                select pid || ' ' || backend_start from pg_stat_activity
                where pid = pg_backend_pid()""")) {
      found.next();
      return found.getString(1);
    }
  }

  private static String text(PreparedStatement query) throws SQLException {
    try (ResultSet found = query.executeQuery()) {
      found.next();
      return found.getString(1);
    }
  }
}
