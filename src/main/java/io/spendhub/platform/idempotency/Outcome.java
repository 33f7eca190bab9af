package io.spendhub.platform.idempotency;

import io.spendhub.shared.Refusal;

/**
 * What became of a command: as it is decided, and as it is told to its caller and to whoever
 * repeats it.
 *
 * @param <B> by what it is told: a view or a refusal while it is decided, JSON from then on
 */
public sealed interface Outcome<B> {
  /** What kind of effect it had. */
  enum Effect {
    CREATED,
    /** It is only begun. */
    ACCEPTED,
    CHANGED
  }

  /**
   * It has had its effect, now or earlier.
   *
   * @param kept what a repetition under the same key is told; less than the body where that tells a
   *     secret
   * @param replayed whether an earlier call had the effect and this one only heard of it
   */
  record Done<B>(Effect effect, B body, B kept, boolean replayed) implements Outcome<B> {}

  /**
   * It has failed for good: a failure that is recorded, and told again.
   *
   * @param body why
   */
  record Failed<B>(Refusal.Kind kind, B body, boolean replayed) implements Outcome<B> {}

  /** It has had no effect, and its key is free. */
  record Refused<B>(Refusal refusal) implements Outcome<B> {}

  static Outcome<Object> created(Object view) {
    return created(view, view);
  }

  /**
   * Something was made of which its maker is told more than is kept.
   *
   * @param kept what a repetition is told
   */
  static Outcome<Object> created(Object view, Object kept) {
    return new Done<>(Effect.CREATED, view, kept, false);
  }

  static Outcome<Object> changed(Object view) {
    return new Done<>(Effect.CHANGED, view, view, false);
  }

  static Outcome<Object> failed(Refusal why) {
    return new Failed<>(why.kind(), why, false);
  }

  /** What is told to whoever repeats the command. */
  default Outcome<B> again() {
    return switch (this) {
      case Done<B> done -> new Done<>(done.effect(), done.kept(), done.kept(), true);
      case Failed<B> failed -> new Failed<>(failed.kind(), failed.body(), true);
      case Refused<B> refused -> refused;
    };
  }

  /** Whether an earlier call had this outcome and this one only heard of it. */
  default boolean isReplayed() {
    return switch (this) {
      case Done<B> done -> done.replayed();
      case Failed<B> failed -> failed.replayed();
      case Refused<B> refused -> false;
    };
  }
}
