package io.spendhub.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** How values of the program become parameters of a statement. */
final class Binding {
  private Binding() {}

  static void bind(Connection connection, PreparedStatement statement, List<?> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      bind(connection, statement, i + 1, values.get(i));
    }
  }

  private static void bind(Connection connection, PreparedStatement statement, int at, Object value)
      throws SQLException {
    switch (value) {
      case Instant instant -> statement.setObject(at, instant.atOffset(ZoneOffset.UTC));
      case Enum<?> constant -> statement.setString(at, constant.name());
      case List<?> list ->
          statement.setArray(at, connection.createArrayOf(elementType(list), list.toArray()));
      default -> statement.setObject(at, value);
    }
  }

  private static String elementType(List<?> list) {
    return !list.isEmpty() && list.getFirst() instanceof UUID ? "uuid" : "text";
  }
}
