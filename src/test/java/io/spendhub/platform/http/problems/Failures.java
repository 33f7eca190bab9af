package io.spendhub.platform.http.problems;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.spendhub.shared.Refusal;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;
import javax.transaction.xa.XAException;

/** Everything that a resource may end in, and what it must be answered with. */
public enum Failures {
  INVALID(400, "bad", () -> Refusal.of(Refusal.Kind.INVALID, "bad", "Bad.")),
  UNAUTHENTICATED(401, "who", () -> Refusal.of(Refusal.Kind.UNAUTHENTICATED, "who", "Who?")),
  FORBIDDEN(403, "no", () -> Refusal.of(Refusal.Kind.FORBIDDEN, "no", "No.")),
  NOT_FOUND(404, "card_not_found", () -> Refusal.notFound("card")),
  CONFLICT(409, "wallet_frozen", () -> Refusal.conflict("wallet_frozen", "Frozen.")),
  STALE(412, "version_stale", () -> Refusal.of(Refusal.Kind.STALE, "version_stale", "Stale.")),
  UNPROCESSABLE(422, "over", () -> Refusal.unprocessable("over", "Over.")),
  VERSION_REQUIRED(428, "v", () -> Refusal.of(Refusal.Kind.VERSION_REQUIRED, "v", "V.")),
  TOO_MANY(429, "slow", () -> Refusal.of(Refusal.Kind.TOO_MANY, "slow", "Slow down.")),
  BROKEN(
      500,
      "internal_error",
      () -> Refusal.of(Refusal.Kind.BROKEN, "internal_error", "It was logged.")),
  UNAVAILABLE(503, "later", () -> Refusal.of(Refusal.Kind.UNAVAILABLE, "later", "Later.")),
  WRAPPED_REFUSAL(409, "x", () -> new IllegalStateException(Refusal.conflict("x", "X."))),
  QUARKUS_UNAUTHORIZED(401, "unauthenticated", UnauthorizedException::new),
  QUARKUS_AUTHENTICATION_FAILED(401, "unauthenticated", AuthenticationFailedException::new),
  QUARKUS_AUTHENTICATION_REFUSED(
      401,
      "key_expired",
      () ->
          new AuthenticationFailedException(
              Refusal.of(Refusal.Kind.UNAUTHENTICATED, "key_expired", "Expired."))),
  QUARKUS_FORBIDDEN(403, "forbidden", ForbiddenException::new),
  WEB_CONFLICT(409, "malformed_request", () -> new WebApplicationException(409)),
  DATABASE_GONE(503, "unavailable", () -> sql("08006")),
  TOO_MANY_CONNECTIONS(503, "unavailable", () -> sql("53300")),
  DATABASE_SHUTS_DOWN(503, "unavailable", () -> sql("57P01")),
  CONNECTION_LOST_AT_COMMIT(503, "unavailable", Failures::lostAtCommit),
  TRANSACTION_FORGOTTEN(503, "unavailable", () -> sql("25P03")),
  TRANSACTION_TOO_LONG(503, "unavailable", () -> sql("25P04")),
  READ_ONLY(503, "unavailable", () -> sql("25006")),
  STATEMENT_TIMEOUT(503, "unavailable", () -> sql("57014")),
  LOCK_TIMEOUT(503, "unavailable", () -> sql("55P03")),
  DEADLOCK(503, "unavailable", () -> sql("40P01")),
  POOL_EXHAUSTED(503, "unavailable", () -> new SQLTransientConnectionException("timeout")),
  DUPLICATE_ROW(409, "already_exists", () -> sql("23505")),
  CONCURRENT_UPDATE(409, "concurrent_update", OptimisticLockException::new),
  BROKEN_STATEMENT(500, "internal_error", () -> sql("42601")),
  UNEXPECTED(500, "internal_error", () -> new IllegalStateException("secret-4711")),
  ERROR(500, "internal_error", () -> new RuntimeException(new StackOverflowError("secret-4711")));

  final int status;
  final String code;

  @SuppressWarnings("ImmutableEnumChecker") // The suppliers above capture nothing.
  private final Supplier<Exception> maker;

  Failures(int status, String code, Supplier<Exception> maker) {
    this.status = status;
    this.code = code;
    this.maker = maker;
  }

  public Exception make() {
    return maker.get();
  }

  /** As the transaction manager hands it on. */
  private static Exception lostAtCommit() {
    RollbackException failed = new RollbackException("Could not commit transaction.");
    XAException why = new XAException("the server has ended");
    why.initCause(new SQLException("the server has ended", "57P01"));
    failed.addSuppressed(why);
    return new IllegalStateException(failed);
  }

  // As Hibernate hands them on: the driver's exception inside one of its own.
  private static Exception sql(String state) {
    return new PersistenceException(new SQLException("secret-4711", state));
  }
}
