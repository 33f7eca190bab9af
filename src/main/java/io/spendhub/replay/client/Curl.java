package io.spendhub.replay.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Commands to paste into a shell. */
public final class Curl {
  private Curl() {}

  /** One line that works as it stands; the shell makes another idempotency key for each paste. */
  public static String post(String url, String secret, ObjectNode body) {
    return "curl -sS -X POST "
        + url
        + " -H 'Authorization: Bearer "
        + secret
        + "' -H 'Content-Type: application/json' -H \"Idempotency-Key: try-$(date +%s%N)\" -d '"
        + new String(Json.bytes(body), UTF_8)
        + "'";
  }
}
