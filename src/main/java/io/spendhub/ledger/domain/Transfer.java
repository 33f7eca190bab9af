package io.spendhub.ledger.domain;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.Posting;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A transfer as it is recorded, with the statement entry of each side that is guarded. */
public record Transfer(
    UUID id, Posting posting, Instant at, Optional<Entry> debit, Optional<Entry> credit) {

  /**
   * One side of a transfer in its account's statement.
   *
   * @param sequence the account's own number, from 1 without a gap
   * @param after what the account stood at then
   */
  public record Entry(long sequence, Balance after) {
    public static Entry of(Account after) {
      return new Entry(after.lastSequence(), after.balance());
    }
  }

  /** What the commit's digest covers: all that cannot be computed from other rows. */
  public String[] digestFields() {
    return new String[] {
      "transfer",
      id.toString(),
      posting.purpose().kind().name(),
      posting.purpose().name(),
      posting.debitAccountId().toString(),
      posting.creditAccountId().toString(),
      Long.toString(posting.amount()),
      at.toString(),
      posting.subjectId().map(UUID::toString).orElse(""),
      posting.operationId().map(UUID::toString).orElse(""),
      posting.reference().orElse("")
    };
  }
}
