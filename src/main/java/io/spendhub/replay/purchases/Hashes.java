package io.spendhub.replay.purchases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as hex digits: what names a file, and what is short where a name may not be long. */
public final class Hashes {
  private static final int SHORT = 8;

  private Hashes() {}

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Eight hex digits that tell names apart which look alike once simplified. */
  public static String shortOf(String name) {
    return sha256(name.getBytes(UTF_8)).substring(0, SHORT);
  }
}
