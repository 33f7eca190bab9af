package io.spendhub.platform.sql;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type of PostgreSQL, by what the program has in its columns.
 *
 * @param <V> the values that become one
 */
public final class Type<V> {
  public static final Type<UUID> UUID = as("uuid");
  public static final Type<String> TEXT = as("text");
  public static final Type<Integer> INT2 = as("int2");
  public static final Type<Integer> INT4 = as("int4");
  public static final Type<Long> INT8 = as("int8");
  public static final Type<Boolean> BOOL = as("bool");
  public static final Type<Instant> TIMESTAMPTZ = as("timestamptz");
  public static final Type<byte[]> BYTEA = as("bytea");

  /** A constant, which is kept by its name. */
  public static final Type<Enum<?>> CONSTANT = new Type<>("text", (json, one) -> one.name());

  /** A JSON object whose values are texts, such as metadata. */
  public static final Type<Map<String, String>> PAIRS = new Type<>("json", JsonText::of);

  /** JSON that is text already, and is kept to the letter. */
  public static final Type<String> JSON_TEXT = as("json");

  private final String name;
  private final BiFunction<JsonText, V, @Nullable Object> parameter;

  private Type(String name, BiFunction<JsonText, V, @Nullable Object> parameter) {
    this.name = name;
    this.parameter = parameter;
  }

  private static <V> Type<V> as(String name) {
    return new Type<>(name, (json, value) -> value);
  }

  /** What can be read again by {@link Row#json}. */
  public static <V> Type<V> json(@SuppressWarnings("unused") Class<V> of) {
    return new Type<>("json", JsonText::of);
  }

  /** The same for a column that may be null. */
  public Type<Optional<V>> orNull() {
    return new Type<>(
        name, (json, value) -> value.map(present -> parameter.apply(json, present)).orElse(null));
  }

  /** As it is written in SQL. */
  String name() {
    return name;
  }

  /** One array of what a column has in each of the rows. */
  <T> Many many(
      JsonText json, Collection<? extends T> rows, Function<? super T, ? extends V> value) {
    @Nullable Object[] elements = new Object[rows.size()];
    int next = 0;
    for (T row : rows) {
      elements[next++] = parameter.apply(json, value.apply(row));
    }
    return new Many(name, elements);
  }
}
