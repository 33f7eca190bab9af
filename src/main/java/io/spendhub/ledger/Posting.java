package io.spendhub.ledger;

import java.util.Optional;
import java.util.UUID;

/**
 * A transfer that is to be made: debits one account and credits another of the same currency.
 *
 * @param amount minor units, at least 1
 * @param subjectId what the money moved for, such as an authorization
 * @param operationId which operation on the subject moved it, where it has several
 * @param reference the caller's own text
 */
public record Posting(
    Purpose purpose,
    UUID debitAccountId,
    UUID creditAccountId,
    long amount,
    Optional<UUID> subjectId,
    Optional<UUID> operationId,
    Optional<String> reference) {

  public Posting {
    if (amount < 1) {
      throw new IllegalArgumentException("a transfer moves at least one minor unit: " + amount);
    }
    if (debitAccountId.equals(creditAccountId)) {
      throw new IllegalArgumentException("a transfer needs two accounts");
    }
  }

  /** A transfer that belongs to nothing but itself. */
  public static Posting of(
      Purpose purpose, UUID debit, UUID credit, long amount, Optional<String> reference) {
    return new Posting(
        purpose, debit, credit, amount, Optional.empty(), Optional.empty(), reference);
  }
}
