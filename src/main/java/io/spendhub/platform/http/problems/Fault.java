package io.spendhub.platform.http.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.spendhub.platform.connections.FailureChain;
import io.spendhub.platform.http.json.JsonRefusals;
import io.spendhub.platform.http.validation.Violations;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * What a failed call is told, before the request gives it its path and id.
 *
 * @param retryAfter after how long it may be tried again; told with 429 and 503 only
 */
public record Fault(
    int status, String code, String detail, List<FieldError> errors, Duration retryAfter) {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

  public Fault(int status, String code, String detail, List<FieldError> errors) {
    this(status, code, detail, errors, USUAL_WAIT);
  }

  public static Fault of(int status, String code, String detail) {
    return new Fault(status, code, detail, List.of());
  }

  /** The one place that gives each kind of refusal its HTTP status. */
  public static int status(Refusal.Kind kind) {
    return switch (kind) {
      case INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case STALE -> 412;
      case UNPROCESSABLE -> 422;
      case VERSION_REQUIRED -> 428;
      case TOO_MANY -> 429;
      case BROKEN -> 500;
      case UNAVAILABLE -> 503;
    };
  }

  public static Fault of(Refusal refusal) {
    return new Fault(
        status(refusal.kind()),
        refusal.code(),
        refusal.detail(),
        refusal.errors(),
        refusal.retryAfter().orElse(USUAL_WAIT));
  }

  /** Says nothing of the cause, which only the log may know. */
  static Fault internal() {
    return of(500, "internal_error", "Something went wrong here. It was logged.");
  }

  static Fault unavailable() {
    return of(503, "unavailable", "The service cannot answer just now. Try again.");
  }

  public static Fault unauthenticated() {
    return of(401, "unauthenticated", "A valid API key, or access token, is required.");
  }

  public static Fault notFound() {
    return of(404, "not_found", "There is nothing at this path.");
  }

  /**
   * @param part of the service that other processes serve
   */
  public static Fault notServedHere(String part) {
    return of(
        404,
        "not_served_here",
        "This process does not serve %s (SPENDHUB_SERVE); another one does.".formatted(part));
  }

  public static Fault tooLarge() {
    return of(413, "body_too_large", "The body is larger than this endpoint accepts.");
  }

  /** What a bare HTTP status means, where only the status is known. */
  public static Fault ofStatus(int status) {
    return switch (status) {
      case 401 -> unauthenticated();
      case 403 -> of(403, "forbidden", "The API key may not do this.");
      case 404 -> notFound();
      case 405 -> of(405, "method_not_allowed", "The path does not know this method.");
      case 406 -> of(406, "not_acceptable", "None of the accepted media types can be made.");
      case 413 -> tooLarge();
      case 414 -> of(414, "uri_too_long", "The URI is too long.");
      case 415 -> of(415, "unsupported_media_type", "The body's Content-Type is not accepted.");
      case 431 -> of(431, "headers_too_large", "The headers are larger than is accepted.");
      case 503 -> unavailable();
      case 505 -> of(505, "http_version_not_supported", "HTTP/1.0, 1.1 and 2 are spoken here.");
      default ->
          status >= 400 && status < 500
              ? of(status, "malformed_request", "The request is malformed.")
              : internal();
    };
  }

  /**
   * What any exception means. Transactions and interceptors wrap what they pass on, so a cause may
   * speak for the whole.
   */
  public static Fault ofFailure(Throwable failure) {
    return FailureChain.of(failure)
        .flatMap(link -> known(link).stream())
        .findFirst()
        .orElseGet(() -> wasRolledBack(failure) ? unavailable() : other(failure));
  }

  /**
   * Nothing else says why: the transaction took longer than any may, and was ended behind the back
   * of whoever is at it.
   */
  private static boolean wasRolledBack(Throwable failure) {
    return FailureChain.of(failure).anyMatch(RollbackException.class::isInstance);
  }

  private static Optional<Fault> known(Throwable link) {
    return switch (link) {
      case Refusal refusal -> Optional.of(of(refusal));
      case TooLarge body -> Optional.of(tooLarge());
      case UnauthorizedException e -> Optional.of(unauthenticated());
      case AuthenticationCompletionException e -> Optional.of(unauthenticated());
      case ForbiddenException e -> Optional.of(ofStatus(403));
      case OptimisticLockException e -> Optional.of(concurrentUpdate());
      case RejectedExecutionException e -> Optional.of(unavailable());
      default -> DatabaseFaults.of(link);
    };
  }

  private static Fault other(Throwable failure) {
    return switch (failure) {
      // Our own mistake in the declaration of a type, although Jackson counts it among the others.
      case InvalidDefinitionException e -> internal();
      case JsonProcessingException json -> of(JsonRefusals.of(json));
      case ConstraintViolationException invalid ->
          Violations.refusal(invalid).map(Fault::of).orElseGet(Fault::internal);
      case AuthenticationFailedException e -> unauthenticated();
      case WebApplicationException web -> ofWeb(web);
      default -> internal();
    };
  }

  private static Fault ofWeb(WebApplicationException web) {
    return web.getCause() instanceof JsonProcessingException json
        ? of(JsonRefusals.of(json))
        : ofStatus(web.getResponse().getStatus());
  }

  private static Fault concurrentUpdate() {
    return of(409, "concurrent_update", "Another call changed the resource meanwhile.");
  }

  /** A body went past its limit while it was being read. */
  public static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLarge() {
      super("body too large", null, false, false);
    }
  }
}
