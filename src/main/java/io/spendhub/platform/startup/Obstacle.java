package io.spendhub.platform.startup;

import io.spendhub.platform.connections.FailureChain;
import io.spendhub.platform.postgres.DatabaseUnavailable;
import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * What keeps the program from its database, in one line. Told by SQLSTATE (PostgreSQL, appendix A)
 * and by the types of causes, since they alone are stable.
 */
public final class Obstacle {
  /**
   * Refused, broken off, no such server yet: all of class 08 but what a server rejects for good.
   */
  private static final Set<String> AWAY = Set.of("08000", "08001", "08003", "08006");

  /** Starting, recovering, shutting down, or out of connections for now. */
  private static final Set<String> BUSY = Set.of("57P01", "57P02", "57P03", "53300");

  private static final String REJECTED = "08004";
  private static final String PROTOCOL_VIOLATION = "08P01";
  private static final String NO_RIGHT = "42501";

  private Obstacle() {}

  /** Whether it may be gone in a moment, so that waiting helps. */
  static boolean mayPass(SQLException failure) {
    return BUSY.contains(state(failure))
        || (AWAY.contains(state(failure)) && (isBrokenOff(failure) || hasNoPrimary(failure)));
  }

  private static boolean isBrokenOff(SQLException failure) {
    return isCausedBy(failure, IOException.class)
        && !isCausedBy(failure, UnknownHostException.class)
        && !isCausedBy(failure, SSLException.class);
  }

  /** Of several hosts none is the primary: one of them is about to be. */
  private static boolean hasNoPrimary(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("targetServerType");
  }

  /** Why a database that was named cannot be connected to. */
  static DatabaseUnavailable of(NamedDatabase database, SQLException failure) {
    String setting = database.setting();
    String place = database.place();
    String said = said(failure);
    if (isCausedBy(failure, UnknownHostException.class)) {
      return DatabaseUnavailable.bySetting(
          "%s names the host of %s, which is not known here.".formatted(setting, place));
    }
    if (isCausedBy(failure, SSLException.class)) {
      return DatabaseUnavailable.bySetting(
          "%s asks for TLS that %s does not offer so (%s).".formatted(setting, place, said));
    }
    if (mayPass(failure)) {
      return new DatabaseUnavailable(
          "%s names %s, where no PostgreSQL takes connections (%s)."
              .formatted(setting, place, said));
    }
    return switch (state(failure)) {
      case "28P01", "28000" ->
          DatabaseUnavailable.bySetting(
              "SPENDHUB_DB_USER and SPENDHUB_DB_PASSWORD are refused by %s, which %s names (%s)."
                  .formatted(place, setting, said));
      case "3D000" ->
          DatabaseUnavailable.bySetting(
              "%s names the database \"%s\", which %s does not have."
                  .formatted(setting, database.database(), place));
      case NO_RIGHT -> lackOfRight(said(failure));
      case PROTOCOL_VIOLATION ->
          DatabaseUnavailable.bySetting(
              "%s names %s, which refuses the timeouts that the service asks for (%s). %s"
                  .formatted(setting, place, said, SessionCheck.NO_POOLER));
      case "42P05", "26000" ->
          DatabaseUnavailable.bySetting("%s %s".formatted(setting, SessionCheck.SHARED));
      case REJECTED ->
          DatabaseUnavailable.bySetting(
              "%s names %s, which refuses the connection (%s).".formatted(setting, place, said));
      default ->
          DatabaseUnavailable.bySetting(
              "%s cannot be used with %s (%s).".formatted(setting, place, said));
    };
  }

  /**
   * Why something failed that the program did in its database; empty if it was for another cause.
   */
  public static Optional<DatabaseUnavailable> in(Throwable failure) {
    Optional<DatabaseUnavailable> told =
        FailureChain.of(failure)
            .filter(DatabaseUnavailable.class::isInstance)
            .map(DatabaseUnavailable.class::cast)
            .findFirst();
    return told.or(
        () ->
            FailureChain.of(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .flatMap(Obstacle::ofStatement));
  }

  private static Optional<DatabaseUnavailable> ofStatement(SQLException failure) {
    if (state(failure).equals(NO_RIGHT)) {
      return Optional.of(lackOfRight(said(failure)));
    }
    // The pool gives up without a SQLSTATE; the driver never does.
    return failure.getSQLState() == null
            || state(failure).startsWith("08")
            || BUSY.contains(state(failure))
        ? Optional.of(
            new DatabaseUnavailable("The database is away (%s).".formatted(said(failure))))
        : Optional.empty();
  }

  /** The role may not do what it must. */
  static DatabaseUnavailable lackOfRight(String which) {
    return new DatabaseUnavailable(
        """
        SPENDHUB_DB_USER names a role that lacks a right (%s). It needs CONNECT and CREATE on the \
        database, and to own what SpendHub made there."""
            .formatted(which));
  }

  private static String state(SQLException failure) {
    return String.valueOf(failure.getSQLState());
  }

  /** What was said of it at the root, in one line. */
  static String said(SQLException failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String text =
        String.valueOf(last.getMessage() == null ? failure.getMessage() : last.getMessage());
    return text.lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^(FATAL|ERROR): ", "")
        .replaceFirst("\\.$", "");
  }

  private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
    return FailureChain.of(failure).anyMatch(type::isInstance);
  }
}
