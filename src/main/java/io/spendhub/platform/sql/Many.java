package io.spendhub.platform.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values that become one parameter: the only place where arrays for the database are made. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Many(String type, @Nullable Object[] elements) {
  /** Of a list, which is not empty: its first value tells the type. */
  static Many of(List<?> values) {
    return switch (values.getFirst()) {
      case UUID _ -> new Many("uuid", values.toArray());
      case Long _ -> new Many("int8", values.toArray());
      case Instant _ -> new Many("timestamptz", values.toArray());
      case byte[] _ -> new Many("bytea", values.toArray(byte[][]::new));
      default -> new Many("text", values.toArray());
    };
  }

  Array array(Connection connection) throws SQLException {
    return connection.createArrayOf(type, elements);
  }
}
