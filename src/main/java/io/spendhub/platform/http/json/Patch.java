package io.spendhub.platform.http.json;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One field of a PATCH body. A field that was left out stays as it is; one that is {@code null} is
 * cleared; any other replaces what was there.
 *
 * <pre>{@code
 * record ChangeCardRequest(
 *     @Schema(implementation = String.class) Patch<@PlainText(max = 200) String> memo) {}
 * }</pre>
 *
 * The schema tells the API description what the field holds, which it cannot see for itself.
 *
 * <p>Where a field cannot be cleared, {@code Patch<@NotNull String>} refuses the null.
 */
public sealed interface Patch<T> {

  /** The body does not have the field. */
  record Absent<T>() implements Patch<T> {}

  /** The body has the field and it is null. */
  record Cleared<T>() implements Patch<T> {}

  /** The body has the field with this value. */
  record Replaced<T>(T value) implements Patch<T> {}

  static <T> Patch<T> absent() {
    return new Absent<>();
  }

  /** A field that is in the body: cleared by null, replaced by anything else. */
  static <T> Patch<T> of(@Nullable T value) {
    return value == null ? new Cleared<>() : new Replaced<>(value);
  }

  default boolean isPresent() {
    return !(this instanceof Absent);
  }

  /** What the field becomes, given what it is now. */
  default Optional<T> over(Optional<T> current) {
    return switch (this) {
      case Absent<T> absent -> current;
      case Cleared<T> cleared -> Optional.empty();
      case Replaced<T> replaced -> Optional.of(replaced.value());
    };
  }

  /** What a field becomes that always has a value, and therefore ignores being cleared. */
  default T over(T current) {
    return this instanceof Replaced<T> replaced ? replaced.value() : current;
  }

  /** Hands on what the field shall become, unless the body left it out. */
  default void ifPresent(Consumer<Optional<T>> change) {
    if (isPresent()) {
      change.accept(over(Optional.empty()));
    }
  }
}
