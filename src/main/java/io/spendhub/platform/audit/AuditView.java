package io.spendhub.platform.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.spendhub.platform.security.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of the trail as the API shows it. */
public record AuditView(
    UUID id,
    Instant at,
    Actor actor,
    String action,
    UUID subject,
    String requestId,
    Optional<String> address,
    @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = ChangedValue.class)
        String changes) {

  /**
   * One value that is not what it was.
   *
   * @param pointer where it is in what the API shows (RFC 6901)
   * @param before absent where there was none
   * @param after absent where there is none any more
   */
  public record ChangedValue(
      String pointer,
      @Schema(implementation = Object.class) Optional<Object> before,
      @Schema(implementation = Object.class) Optional<Object> after) {}
}
