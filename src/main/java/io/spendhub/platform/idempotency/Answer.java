package io.spendhub.platform.idempotency;

import io.spendhub.platform.http.problems.Problem;
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

  private static final int FIRST_FAILURE = 400;

  public Response response() {
    String type = status < FIRST_FAILURE ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE;
    Response.ResponseBuilder response = Response.status(status).type(type).entity(json);
    return replayed ? response.header(REPLAYED, true).build() : response.build();
  }
}
