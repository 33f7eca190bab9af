package io.spendhub.platform.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Values that become one parameter: the only place where arrays for the database are made. They are
 * sent in PostgreSQL's binary format, since writing them as text and reading that again would be a
 * fifth of what a batch costs the service; the driver has none for UUIDs and times.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Many(String type, @Nullable Object[] elements) {
  private static final int HEADER = 5 * Integer.BYTES;
  private static final int NULL = -1;
  private static final long EPOCH_SECOND_2000 = 946_684_800;
  private static final long MICROS = 1_000_000;
  private static final int NANOS_IN_MICRO = 1_000;
  private static final byte[] TRUE = {1};
  private static final byte[] FALSE = {0};

  /** Of a list, which is not empty: its first value tells the type. */
  static Many of(List<?> values) {
    return switch (values.getFirst()) {
      case UUID _ -> new Many("uuid", values.toArray());
      case Long _ -> new Many("int8", values.toArray());
      case Instant _ -> new Many("timestamptz", values.toArray());
      case byte[] _ -> new Many("bytea", values.toArray());
      default -> new Many("text", values.toArray());
    };
  }

  Array array(Connection connection) throws SQLException {
    return new PgArray(connection.unwrap(BaseConnection.class), arrayOid(), binary());
  }

  /** One dimension, counted from 1; before each element its length. */
  private byte[] binary() {
    byte[][] encoded = new byte[elements.length][];
    boolean hasNull = false;
    int size = HEADER;
    for (int i = 0; i < elements.length; i++) {
      byte[] element = elements[i] == null ? null : encoded(elements[i]);
      hasNull |= element == null;
      size += Integer.BYTES + (element == null ? 0 : element.length);
      encoded[i] = element;
    }
    ByteBuffer buffer = ByteBuffer.allocate(size);
    buffer.putInt(1).putInt(hasNull ? 1 : 0).putInt(oid()).putInt(elements.length).putInt(1);
    for (byte[] element : encoded) {
      if (element == null) {
        buffer.putInt(NULL);
      } else {
        buffer.putInt(element.length).put(element);
      }
    }
    return buffer.array();
  }

  private byte[] encoded(Object element) {
    return switch (element) {
      case UUID id ->
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .array();
      case Number number -> encoded(number);
      case Boolean bool -> bool ? TRUE : FALSE;
      case Instant instant -> encoded(micros(instant));
      case byte[] bytes -> bytes;
      default -> element.toString().getBytes(UTF_8);
    };
  }

  private byte[] encoded(Number number) {
    return switch (type) {
      case "int2" -> ByteBuffer.allocate(Short.BYTES).putShort(number.shortValue()).array();
      case "int4" -> ByteBuffer.allocate(Integer.BYTES).putInt(number.intValue()).array();
      default -> ByteBuffer.allocate(Long.BYTES).putLong(number.longValue()).array();
    };
  }

  /** Since 2000, to the nearest, as the driver tells single ones. */
  private static long micros(Instant instant) {
    return (instant.getEpochSecond() - EPOCH_SECOND_2000) * MICROS
        + (instant.getNano() + NANOS_IN_MICRO / 2) / NANOS_IN_MICRO;
  }

  private int oid() {
    return switch (type) {
      case "uuid" -> Oid.UUID;
      case "int2" -> Oid.INT2;
      case "int4" -> Oid.INT4;
      case "int8" -> Oid.INT8;
      case "bool" -> Oid.BOOL;
      case "timestamptz" -> Oid.TIMESTAMPTZ;
      case "bytea" -> Oid.BYTEA;
      case "json" -> Oid.JSON;
      case "text" -> Oid.TEXT;
      default -> throw new IllegalStateException("no arrays of " + type);
    };
  }

  private int arrayOid() {
    return switch (type) {
      case "uuid" -> Oid.UUID_ARRAY;
      case "int2" -> Oid.INT2_ARRAY;
      case "int4" -> Oid.INT4_ARRAY;
      case "int8" -> Oid.INT8_ARRAY;
      case "bool" -> Oid.BOOL_ARRAY;
      case "timestamptz" -> Oid.TIMESTAMPTZ_ARRAY;
      case "bytea" -> Oid.BYTEA_ARRAY;
      case "json" -> Oid.JSON_ARRAY;
      case "text" -> Oid.TEXT_ARRAY;
      default -> throw new IllegalStateException("no arrays of " + type);
    };
  }
}
