package io.spendhub.platform.events;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event as the API shows it.
 *
 * @param id the event's own, the same each time it is read
 * @param sequence grows from one event of the organization's feed to the next, with gaps
 * @param subject the id of what it happened to
 * @param requestId the request that caused it
 */
public record EventView(
    UUID id,
    long sequence,
    String type,
    Instant at,
    UUID subject,
    String requestId,
    @JsonRawValue @Schema(implementation = Object.class) String data) {}
