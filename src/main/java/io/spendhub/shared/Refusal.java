package io.spendhub.shared;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command that must leave no trace: the transaction that throws it is undone and the caller is
 * told why. Declines and failed redemptions are not refusals; they are recorded values.
 *
 * <p>The kind decides the HTTP status, in one place; {@code code} is stable and snake_case, as the
 * contract lists it.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was wrong with the call, in the order of the HTTP statuses they become. */
  public enum Kind {
    /** 400: malformed, or a field outside its range. */
    INVALID,
    /** 401: no credentials, or unknown, revoked or expired ones. */
    UNAUTHENTICATED,
    /** 403: the credentials lack the scope. */
    FORBIDDEN,
    /** 404: it does not exist, or belongs to another organization. */
    NOT_FOUND,
    /** 409: the resource's state does not allow it. */
    CONFLICT,
    /** 412: the given version is stale. */
    STALE,
    /** 422: a rule of the business refuses it. */
    UNPROCESSABLE,
    /** 428: a version must be given. */
    VERSION_REQUIRED,
    /** 429: too many calls. */
    TOO_MANY,
    /** 500: a fault of the service's own, which it has logged. */
    BROKEN,
    /** 503: it can be tried again later. */
    UNAVAILABLE
  }

  /**
   * One invalid field.
   *
   * @param pointer JSON pointer (RFC 6901) into the body, or the name of a parameter or header
   * @param code stable, snake_case
   * @param detail a sentence for people
   */
  public record FieldError(String pointer, String code, String detail) {}

  private final Kind kind;
  private final String code;
  private final String detail;
  private final transient List<FieldError> errors;

  /** Zero where nobody knows. */
  private final Duration wait;

  private Refusal(Kind kind, String code, String detail, List<FieldError> errors, Duration wait) {
    super(detail, null, false, false);
    this.kind = kind;
    this.code = code;
    this.detail = detail;
    this.errors = List.copyOf(errors);
    this.wait = wait;
  }

  public static Refusal of(Kind kind, String code, String detail) {
    return new Refusal(kind, code, detail, List.of(), Duration.ZERO);
  }

  /** 429: this was done too often, and may be tried again after so long. */
  public static Refusal tooMany(String code, String detail, Duration wait) {
    return new Refusal(Kind.TOO_MANY, code, detail, List.of(), wait);
  }

  /** 503 {@code unavailable}: others are served now, and it may be tried again after so long. */
  public static Refusal unavailable(String detail, Duration wait) {
    return new Refusal(Kind.UNAVAILABLE, "unavailable", detail, List.of(), wait);
  }

  /** 400 {@code validation_failed} that names one field. */
  public static Refusal invalidField(String pointer, String code, String detail) {
    return invalidFields(List.of(new FieldError(pointer, code, detail)));
  }

  /** 400 {@code validation_failed} that names every invalid field; the list is not empty. */
  public static Refusal invalidFields(List<FieldError> errors) {
    return new Refusal(
        Kind.INVALID,
        "validation_failed",
        "One or more fields are invalid.",
        errors,
        Duration.ZERO);
  }

  /** 404 {@code <resource>_not_found}; the same for a foreign id as for one that never existed. */
  public static Refusal notFound(String resource) {
    return of(
        Kind.NOT_FOUND,
        resource + "_not_found",
        "There is no such " + resource.replace('_', ' ') + ".");
  }

  public static Refusal conflict(String code, String detail) {
    return of(Kind.CONFLICT, code, detail);
  }

  public static Refusal unprocessable(String code, String detail) {
    return of(Kind.UNPROCESSABLE, code, detail);
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return detail;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** After how long it may be tried again, where that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.of(wait).filter(Duration::isPositive);
  }
}
