package io.spendhub.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** How values of the program become parameters of a statement. */
final class Binding {
  /** An array without elements, whose type the statement tells. */
  private static final String OF_ANY_TYPE = "{}";

  private Binding() {}

  /** A statement with its values for the question marks. */
  static PreparedStatement prepare(Connection connection, String sql, List<?> values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.size(); i++) {
        bind(connection, statement, i + 1, values.get(i));
      }
      return statement;
    } catch (SQLException | RuntimeException failure) {
      statement.close();
      throw failure;
    }
  }

  private static void bind(Connection connection, PreparedStatement statement, int at, Object value)
      throws SQLException {
    switch (value) {
      case Instant instant -> statement.setObject(at, instant.atOffset(ZoneOffset.UTC));
      case Enum<?> constant -> statement.setString(at, constant.name());
      case List<?> list when list.isEmpty() -> statement.setObject(at, OF_ANY_TYPE, Types.OTHER);
      case List<?> list -> statement.setArray(at, Many.of(list).array(connection));
      case Optional<?> some when some.isPresent() -> bind(connection, statement, at, some.get());
      case Optional<?> _ -> statement.setNull(at, Types.NULL);
      case Many many -> statement.setArray(at, many.array(connection));
      default -> statement.setObject(at, value);
    }
  }
}
