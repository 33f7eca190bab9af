package io.spendhub.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
  public record ChainHead(long number, String hash) {}

  /**
   * One identity.
   *
   * @param figure how many things were compared
   * @param difference the first that did not agree
   */
  public record CheckView(String name, boolean ok, long figure, Optional<String> difference) {}
}
