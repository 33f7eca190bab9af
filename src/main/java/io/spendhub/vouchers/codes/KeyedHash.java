package io.spendhub.vouchers.codes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.platform.security.Hmac;
import java.util.Arrays;
import java.util.Base64;

/**
 * What stays of a code that is shown once: an HMAC-SHA-256 under a key of the service, so that
 * neither the database nor a list of all possible codes tells it.
 */
public final class KeyedHash {
  private static final byte[] PURPOSE = "spendhub voucher code hash ".getBytes(UTF_8);
  private static final int KEPT_BYTES = 24;

  private KeyedHash() {}

  /**
   * The hash of a code: '#', which no code has, and 32 characters of base64url (192 bits).
   *
   * @param key not empty
   * @param normalized as {@link Codes#normalized} makes it
   */
  public static String of(byte[] key, String normalized) {
    byte[] hash = Hmac.sha256(key, PURPOSE, normalized.getBytes(UTF_8));
    return "#" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, KEPT_BYTES));
  }
}
