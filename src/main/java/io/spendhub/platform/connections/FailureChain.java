package io.spendhub.platform.connections;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A failure with all that led to it: its causes, and what they suppressed. A commit that fails says
 * why only there.
 */
public final class FailureChain {
  // Longer chains do not occur; a chain that bites its own tail must end all the same.
  private static final int LONGEST = 20;

  private FailureChain() {}

  /** The failure and its causes, then what was suppressed on the way, with its causes. */
  public static Stream<Throwable> of(Throwable failure) {
    return Stream.concat(
        causes(failure),
        causes(failure)
            .flatMap(cause -> Arrays.stream(cause.getSuppressed()))
            .flatMap(FailureChain::causes));
  }

  /** What the database says of a failure, by SQLSTATE (PostgreSQL, appendix A). */
  public static Optional<String> sqlState(Throwable failure) {
    return of(failure)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .flatMap(sql -> Stream.ofNullable(sql.getSQLState()))
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, link -> link != null, Throwable::getCause).limit(LONGEST);
  }
}
