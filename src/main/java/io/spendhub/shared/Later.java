package io.spendhub.shared;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that was asked for before it is needed, so that it can be fetched together with what
 * else was asked for until then.
 */
@FunctionalInterface
public interface Later<T> {
  /** What was asked for, which is fetched now if nothing has fetched it yet. */
  T get();

  /** What needs not be fetched. */
  static <T> Later<T> of(T known) {
    return () -> known;
  }

  /** What is made of it, once it is got. */
  default <R> Later<R> map(Function<? super T, ? extends R> making) {
    return new Later<>() {
      private Optional<R> made = Optional.empty();

      @Override
      public R get() {
        if (made.isEmpty()) {
          made = Optional.of(making.apply(Later.this.get()));
        }
        return made.get();
      }
    };
  }
}
