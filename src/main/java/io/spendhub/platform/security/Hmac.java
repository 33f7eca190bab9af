package io.spendhub.platform.security;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104): what nobody can compute who has not the key. */
public final class Hmac {
  private static final String ALGORITHM = "HmacSHA256";

  private Hmac() {}

  /**
   * The 32 bytes for a message.
   *
   * @param key not empty
   * @param message its parts, one after the other
   */
  public static byte[] sha256(byte[] key, byte[]... message) {
    Mac mac = keyed(key);
    for (byte[] part : message) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  /** For many messages under one key, one after the other. */
  public static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
