package io.spendhub.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The SHA-256 of a secret, which is all that is ever kept of one. Without salt or stretching: the
 * secrets are 256 random bits, so there is nothing to guess, and a key is found by its hash.
 */
public final class SecretHash {
  private final byte[] sha256;

  private SecretHash(byte[] sha256) {
    this.sha256 = sha256;
  }

  public static SecretHash of(String secret) {
    try {
      return new SecretHash(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** The hash that was kept: 32 bytes. */
  public static SecretHash ofBytes(byte[] sha256) {
    return new SecretHash(sha256.clone());
  }

  public byte[] bytes() {
    return sha256.clone();
  }

  /** In constant time, so that the answer does not tell how much of a guess was right. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SecretHash that && MessageDigest.isEqual(sha256, that.sha256);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sha256);
  }

  @Override
  public String toString() {
    return "SecretHash";
  }
}
