package io.spendhub.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The SHA-256 of a secret, which is all that is ever kept of one. Without salt or stretching: the
 * secrets are 256 random bits, so there is nothing to guess, and a key is found by its hash.
 */
public final class SecretHash {
  /** Of what is behind it the first 16 bytes are the organization's id, the rest is random. */
  static final String PREFIX = "shk_";

  private static final int BYTES = 16 + 32;

  private final byte[] sha256;
  private final Optional<UUID> organization;

  private SecretHash(byte[] sha256, Optional<UUID> organization) {
    this.sha256 = sha256;
    this.organization = organization;
  }

  /**
   * A secret that names its organization, so that it is looked for in one place.
   *
   * @param random 32 bytes
   */
  public static String secret(UUID organizationId, byte[] random) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(organizationId.getMostSignificantBits());
    bytes.putLong(organizationId.getLeastSignificantBits());
    return PREFIX
        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.put(random).array());
  }

  public static SecretHash of(String secret) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
      return new SecretHash(hash, organizationOf(secret));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** The hash that was kept: 32 bytes. */
  public static SecretHash ofBytes(byte[] sha256) {
    return new SecretHash(sha256.clone(), Optional.empty());
  }

  /** Secrets that were made before they named it are shorter. */
  private static Optional<UUID> organizationOf(String secret) {
    try {
      return Optional.of(secret)
          .filter(shown -> shown.startsWith(PREFIX))
          .map(shown -> Base64.getUrlDecoder().decode(shown.substring(PREFIX.length())))
          .filter(bytes -> bytes.length == BYTES)
          .map(ByteBuffer::wrap)
          .map(bytes -> new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  /** The organization that the secret names, whether or not it has such a key; none if unknown. */
  public Optional<UUID> organization() {
    return organization;
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
