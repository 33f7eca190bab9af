package io.spendhub.ledger.domain;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.TransferKind;
import io.spendhub.shared.Refusal;
import java.time.Instant;
import java.util.UUID;

/**
 * A guarded account: four counters in minor units that only grow, the number of its last statement
 * entry, and the ledger time of the last commit that held its lock. It is credit-normal.
 */
public record Account(
    UUID id,
    String currency,
    long debitsPosted,
    long creditsPosted,
    long holdsOpened,
    long holdsResolved,
    long lastSequence,
    Instant lastCommitAt) {

  public Balance balance() {
    return new Balance(creditsPosted - debitsPosted, holdsOpened - holdsResolved);
  }

  /**
   * This account after a transfer that debits it.
   *
   * @throws Refusal 422 {@code amount_out_of_range} if a counter would pass 2^63-1
   */
  public Account debit(TransferKind kind, long amount) {
    return switch (kind) {
      case POSTED -> next(amount, 0, 0, 0);
      case HOLD -> next(0, 0, amount, 0);
      case POST_HOLD -> next(amount, 0, 0, amount);
      case RELEASE -> throw new IllegalArgumentException("a release credits what its hold debited");
    };
  }

  /**
   * This account after a transfer that credits it.
   *
   * @throws Refusal 422 {@code amount_out_of_range} if a counter would pass 2^63-1
   */
  public Account credit(TransferKind kind, long amount) {
    return switch (kind) {
      case POSTED -> next(0, amount, 0, 0);
      case RELEASE -> next(0, 0, 0, amount);
      case HOLD, POST_HOLD ->
          throw new IllegalArgumentException("a guarded account is never the payee of a hold");
    };
  }

  private Account next(long debited, long credited, long opened, long resolved) {
    try {
      Account next =
          new Account(
              id,
              currency,
              Math.addExact(debitsPosted, debited),
              Math.addExact(creditsPosted, credited),
              Math.addExact(holdsOpened, opened),
              Math.addExact(holdsResolved, resolved),
              lastSequence + 1,
              lastCommitAt);
      Math.subtractExact(next.balance().posted(), next.balance().held());
      return next;
    } catch (ArithmeticException overflow) {
      throw Refusal.unprocessable(
          "amount_out_of_range", "The account cannot count an amount this large.");
    }
  }
}
