package io.spendhub.platform.idempotency;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What a command is answered with.
 *
 * @param status HTTP status, 200 to 499
 * @param json the body
 * @param replayed whether an earlier call had this effect and this one only heard of it
 */
public record Answer(int status, String json, boolean replayed) {
  /** The header that tells a repetition from the first answer. */
  public static final String REPLAYED = "Idempotency-Replayed";

  public Response response() {
    Response.ResponseBuilder response =
        Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(json);
    return replayed ? response.header(REPLAYED, true).build() : response.build();
  }
}
