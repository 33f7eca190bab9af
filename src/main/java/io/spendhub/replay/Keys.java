package io.spendhub.replay;

import io.spendhub.replay.purchases.Hashes;
import io.spendhub.replay.purchases.Purchase;
import io.spendhub.replay.purchases.PurchaseFile;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Names each request by what it is for, so that the same request of a second run is known again:
 * {@code <first 32 hex digits of the file's hash>:<row number or name>:<operation>}.
 */
record Keys(String prefix) {
  private static final int PREFIX_LENGTH = 32;
  private static final int LONGEST_SLUG = 40;

  static Keys of(PurchaseFile file) {
    return new Keys(file.hash().substring(0, PREFIX_LENGTH));
  }

  String of(Purchase row, String operation) {
    return prefix + ":" + row.number() + ":" + operation;
  }

  /** The key of what has a name, which may hold anything; the key is visible ASCII. */
  String of(String name, String operation) {
    return prefix + ":" + slug(name) + ":" + operation;
  }

  /**
   * The name in lower-case letters, digits and hyphens, with a short hash of its exact spelling: a
   * label of a host name (RFC 1035), and another one for every other spelling.
   */
  static String slug(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String start = plain.substring(0, Math.min(plain.length(), LONGEST_SLUG));
    String hash = Hashes.shortOf(name);
    return start.isEmpty() ? hash : start + "-" + hash;
  }
}
