package io.spendhub.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the proof of an organization's ledger found.
 *
 * @param asOf when the snapshot was taken that all checks read
 * @param chainHead the last sealed commit
 */
public record VerificationView(
    boolean ok, Instant asOf, Optional<ChainHead> chainHead, List<CheckView> checks) {

  /**
   * The end of the chain of commits.
   *
   * @param hash SHA-256 in lower-case hexadecimal
   */
  public record ChainHead(long number, String hash) {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

    /** A head as a number and a hash with a colon between them; empty if it is not one. */
    public static Optional<ChainHead> parse(String text) {
      Matcher parts = TEXT.matcher(text);
      return parts.matches()
          ? Optional.of(new ChainHead(Long.parseLong(parts.group(1)), parts.group(2)))
          : Optional.empty();
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
      return number + ":" + hash;
    }
  }

  /**
   * One identity.
   *
   * @param figure how many things were compared
   * @param difference the first that did not agree
   */
  public record CheckView(String name, boolean ok, long figure, Optional<String> difference) {}
}
