package io.spendhub.platform.connections;

import java.util.Optional;
import java.util.UUID;

/** On whose behalf a connection is used. */
sealed interface Party {

  /**
   * Whoever calls.
   *
   * @param organizationId empty for the operator, and for all that comes from nobody known
   */
  record Caller(Optional<UUID> organizationId) implements Party {}

  /**
   * Whoever brings a key that is to be looked up.
   *
   * @param organizationId whose key it was before; empty for all that was never seen, so that
   *     however many guess they stand in nobody's way
   */
  record Bearer(Optional<UUID> organizationId) implements Party {}

  /** What the service does by itself. */
  record Job(String name) implements Party {}

  /**
   * One of the lanes in which the commands of callers run.
   *
   * @param number which; each has a connection for itself
   */
  record Lane(int number) implements Party {}
}
