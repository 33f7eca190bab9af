package io.spendhub.platform.startup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether one database is a copy of another, be it byte by byte or row by row: of the same server's
 * making, or else with a history of migrations that is the other's, to the microsecond.
 */
record CopyCheck(Connection original, Connection copy) {
  private static final String SERVER_AND_DATABASE =
      "select system_identifier || ' ' || current_database() from pg_control_system()";
  private static final String APPLIED =
      "select concat_ws(' ', script, checksum, installed_on) from " + MigrationHistory.TABLE;

  boolean holds() {
    Set<String> server = texts(original, SERVER_AND_DATABASE);
    if (!server.isEmpty() && server.equals(texts(copy, SERVER_AND_DATABASE))) {
      return true;
    }
    Set<String> applied = texts(copy, APPLIED);
    return !applied.isEmpty() && texts(original, APPLIED).containsAll(applied);
  }

  /** None where the table is not there, or may not be asked. */
  private static Set<String> texts(Connection connection, String query) {
    Set<String> texts = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        texts.add(found.getString(1));
      }
    } catch (SQLException notThere) {
      return Set.of();
    }
    return texts;
  }
}
