package io.spendhub.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.spendhub.shared.Refusal.FieldError;
import java.util.List;

/**
 * What every error answers with (RFC 9457).
 *
 * @param type names the code as a URI; there is nothing to fetch there
 * @param title the same for every occurrence of the code
 * @param instance the path that was called, without its query
 * @param code stable, snake_case, as the contract lists it
 * @param errors one for each invalid field; left out when empty
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

  static final String MEDIA_TYPE = "application/problem+json";
}
