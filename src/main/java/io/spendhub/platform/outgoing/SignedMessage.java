package io.spendhub.platform.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.spendhub.platform.security.Hmac;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A message as Standard Webhooks signs it: HMAC-SHA-256 over its id, the time of the attempt and
 * its body, once with each secret, so that a receiver may know the one or the other.
 */
public record SignedMessage(String id, Instant at, String body) {
  private static final String VERSION = "v1,";

  /**
   * The headers by which a receiver knows who sent it.
   *
   * @param secrets at least one, of 24 to 64 bytes each
   */
  public Map<String, String> headers(List<byte[]> secrets) {
    String signatures = secrets.stream().map(this::signature).collect(joining(" "));
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        String.valueOf(at.getEpochSecond()),
        "webhook-signature",
        signatures);
  }

  private String signature(byte[] secret) {
    String signed = id + "." + at.getEpochSecond() + "." + body;
    return VERSION
        + Base64.getEncoder().encodeToString(Hmac.sha256(secret, signed.getBytes(UTF_8)));
  }
}
