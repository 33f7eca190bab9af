package io.spendhub.platform.http.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import java.util.List;
import java.util.Locale;

/**
 * What every error answers with (RFC 9457).
 *
 * @param type names the code as a URI; there is nothing to fetch there
 * @param title the same for every occurrence of the code
 * @param instance the path that was called, without its query
 * @param code stable, snake_case, as the contract lists it
 * @param errors one for each invalid field, the first 100 of them; left out when empty
 */
@RegisterForReflection(targets = {Problem.class, FieldError.class})
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    String requestId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** Who made more mistakes than this will not read them one by one. */
  private static final int MOST_ERRORS = 100;

  /** The problem of a refusal that is kept as an answer. */
  public static Problem of(Refusal refusal, String path, String requestId) {
    return of(Fault.of(refusal), path, requestId);
  }

  /** The problem of a fault. */
  public static Problem of(Fault fault, String path, String requestId) {
    return new Problem(
        "urn:spendhub:problem:" + fault.code(),
        title(fault.code()),
        fault.status(),
        detail(fault),
        path,
        fault.code(),
        requestId,
        fault.errors().stream().limit(MOST_ERRORS).toList());
  }

  private static String detail(Fault fault) {
    int errors = fault.errors().size();
    return errors > MOST_ERRORS
        ? String.format(
            Locale.ROOT, "%s The first %d of %d are told.", fault.detail(), MOST_ERRORS, errors)
        : fault.detail();
  }

  private static String title(String code) {
    String words = code.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
