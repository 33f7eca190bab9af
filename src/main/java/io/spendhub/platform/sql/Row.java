package io.spendhub.platform.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row of an answer; only good until the next row is read. */
public final class Row {
  private static final TypeReference<Map<String, String>> PAIRS = new TypeReference<>() {};

  private final ResultSet results;
  private final JsonText json;

  Row(ResultSet results, JsonText json) {
    this.results = results;
    this.json = json;
  }

  /** The records that a statement answers with. */
  static <T> List<T> list(
      Connection connection, JsonText json, String sql, List<?> values, Function<Row, T> record)
      throws SQLException {
    try (PreparedStatement statement = Binding.prepare(connection, sql, values);
        ResultSet results = statement.executeQuery()) {
      return list(results, json, record);
    }
  }

  /** The records of an answer. */
  static <T> List<T> list(ResultSet results, JsonText json, Function<Row, T> record)
      throws SQLException {
    Row row = new Row(results, json);
    List<T> records = new ArrayList<>();
    while (results.next()) {
      records.add(record.apply(row));
    }
    return records;
  }

  private interface Column<T> {
    @Nullable T read(String name) throws SQLException;
  }

  public UUID uuid(String name) {
    return required(name, column -> results.getObject(column, UUID.class));
  }

  public Optional<UUID> uuidIfAny(String name) {
    return optional(name, column -> results.getObject(column, UUID.class));
  }

  public String text(String name) {
    return required(name, results::getString);
  }

  public Optional<String> textIfAny(String name) {
    return optional(name, results::getString);
  }

  public Instant instant(String name) {
    return required(name, column -> results.getObject(column, OffsetDateTime.class)).toInstant();
  }

  public Optional<Instant> instantIfAny(String name) {
    return optional(name, column -> results.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  public byte[] bytes(String name) {
    return required(name, results::getBytes);
  }

  public Optional<byte[]> bytesIfAny(String name) {
    return optional(name, results::getBytes);
  }

  public boolean bool(String name) {
    return required(name, column -> results.getObject(column, Boolean.class));
  }

  /** A bigint, or any smaller integer. */
  public long number(String name) {
    return required(name, this::integer);
  }

  /** The only column, where a query answers with one number. */
  public long figure() {
    try {
      return results.getLong(1);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  public Optional<Long> numberIfAny(String name) {
    return optional(name, this::integer);
  }

  public List<String> texts(String name) {
    return List.of((String[]) array(name));
  }

  public List<UUID> uuids(String name) {
    return List.of((UUID[]) array(name));
  }

  public Optional<List<UUID>> uuidsIfAny(String name) {
    return optional(name, results::getArray).map(array -> List.of((UUID[]) elements(array)));
  }

  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    return Enum.valueOf(type, text(name));
  }

  /** A JSON object whose values are texts, such as metadata. */
  public Map<String, String> pairs(String name) {
    return json.read(text(name), PAIRS);
  }

  public <T> T json(String name, Class<T> type) {
    return json.read(text(name), type);
  }

  public Optional<Map<String, String>> pairsIfAny(String name) {
    return textIfAny(name).map(text -> json.read(text, PAIRS));
  }

  public <T> Optional<T> jsonIfAny(String name, Class<T> type) {
    return textIfAny(name).map(text -> json.read(text, type));
  }

  /** The driver gives a Long for a bigint only, and 0 for null. */
  private @Nullable Long integer(String column) throws SQLException {
    long value = results.getLong(column);
    return results.wasNull() ? null : value;
  }

  private Object array(String name) {
    return required(name, column -> elements(results.getArray(column)));
  }

  private static Object elements(Array array) {
    try {
      return array.getArray();
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  private <T> T required(String name, Column<T> column) {
    return optional(name, column)
        .orElseThrow(() -> new IllegalStateException("The column " + name + " is null."));
  }

  private static <T> Optional<T> optional(String name, Column<T> column) {
    try {
      return Optional.ofNullable(column.read(name));
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }
}
