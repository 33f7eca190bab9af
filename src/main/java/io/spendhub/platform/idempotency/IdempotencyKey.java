package io.spendhub.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.platform.security.Hmac;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A caller's name for one effect, and the fingerprint of the request that it stands for. The key
 * itself is not kept, so no secret that a client put into it can leak.
 */
public final class IdempotencyKey {
  private static final int KEPT_BYTES = 16;
  private static final int MAXIMUM_LENGTH = 255;

  private final byte[] hash;
  private final Refusal reused;
  private final byte[] fingerprint;

  private IdempotencyKey(byte[] hash, byte[] fingerprint, Refusal reused) {
    this.hash = hash;
    this.reused = reused;
    this.fingerprint = fingerprint;
  }

  /**
   * The key of a request.
   *
   * @param key the header, 1 to 255 visible ASCII characters
   * @param request method, path and body
   * @throws Refusal 400 {@code idempotency_key_invalid}
   */
  public static IdempotencyKey of(String key, String request) {
    if (key.isEmpty()
        || key.length() > MAXIMUM_LENGTH
        || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw Refusal.of(
          Kind.INVALID,
          "idempotency_key_invalid",
          "Idempotency-Key must be 1 to 255 visible ASCII characters.");
    }
    return named(
        key,
        request,
        Refusal.unprocessable(
            "idempotency_key_reused", "This Idempotency-Key was used for another request."));
  }

  /**
   * The key of one of several effects that a request asks for at once.
   *
   * @param index which, from 0
   * @param request that part of the request, with its method and path
   */
  public static IdempotencyKey ofPart(String key, int index, String request) {
    IdempotencyKey whole = of(key, request);
    return named(key + '\n' + index, request, whole.reused);
  }

  /**
   * Another name for an effect, which its caller gave elsewhere in the request.
   *
   * @param name holds a line feed, so that no header can be equal to it
   * @param reused what is answered when it stands for another request already
   */
  public static IdempotencyKey named(String name, String request, Refusal reused) {
    return new IdempotencyKey(
        Arrays.copyOf(sha256(name), KEPT_BYTES), fingerprint(name, request), reused);
  }

  /** 400: the operation moves money and must be named by its caller. */
  public static Refusal required() {
    return Refusal.of(
        Kind.INVALID, "idempotency_key_required", "This operation needs an Idempotency-Key.");
  }

  byte[] hash() {
    return hash.clone();
  }

  byte[] fingerprint() {
    return fingerprint.clone();
  }

  Refusal reused() {
    return reused;
  }

  boolean standsForSameRequest(byte[] storedFingerprint) {
    return MessageDigest.isEqual(fingerprint, storedFingerprint);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdempotencyKey key && Arrays.equals(hash, key.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  /**
   * HMAC-SHA-256 under the name, which is not kept: whoever reads the table cannot try which
   * request it was, nor a secret that the request holds.
   */
  private static byte[] fingerprint(String name, String request) {
    return Hmac.sha256(name.getBytes(UTF_8), request.getBytes(UTF_8));
  }

  static String sha256Hex(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
