package io.spendhub.authorizations.domain;

import io.spendhub.authorizations.AuthorizationStatus;
import io.spendhub.shared.Refusal;

/**
 * How much of an authorization is where, in minor units. At all times {@code approved + incremented
 * = held + (cleared - excess) + released} and {@code 0 <= refunded <= cleared}.
 *
 * @param approved what was put on hold when it was made
 * @param incremented what approved increments added to it
 * @param excess what clearings took beyond the hold
 */
public record Amounts(
    AuthorizationStatus status,
    long approved,
    long incremented,
    long held,
    long cleared,
    long refunded,
    long released,
    long excess) {

  /** A purchase that moves nothing. */
  public static Amounts declined() {
    return new Amounts(AuthorizationStatus.DECLINED, 0, 0, 0, 0, 0, 0, 0);
  }

  /** A purchase of nothing, which only verifies the account. */
  public static Amounts verified() {
    return new Amounts(AuthorizationStatus.VERIFIED, 0, 0, 0, 0, 0, 0, 0);
  }

  /** A purchase that puts money on hold. */
  public static Amounts approved(long amount) {
    return new Amounts(AuthorizationStatus.PENDING, amount, 0, amount, 0, 0, 0, 0);
  }

  /** A purchase that was paid without ever having been on hold: all of it is excess. */
  public static Amounts forcePosted(long amount) {
    return new Amounts(AuthorizationStatus.CLEARED, 0, 0, 0, amount, 0, 0, amount);
  }

  /**
   * What an operation did.
   *
   * @param after the amounts as they stand now
   * @param opened put on hold
   * @param consumed taken from the hold and paid
   * @param excess paid beyond the hold
   * @param released given free
   * @param refunded paid back
   * @param late whether a clearing came when nothing could be held any more
   */
  public record Effect(
      Amounts after,
      long opened,
      long consumed,
      long excess,
      long released,
      long refunded,
      boolean late) {}

  /** What counts against limits: held and cleared, less what was paid back. */
  public long counted() {
    return Math.addExact(held, cleared - refunded);
  }

  /**
   * An approved increment puts more on hold.
   *
   * @throws Refusal 409 {@code authorization_declined}, {@code authorization_verified} or {@code
   *     authorization_ended}, 422 {@code amount_out_of_range} if all that was ever held could not
   *     be counted
   */
  public Effect increment(long amount) {
    requireOpen();
    Amounts after =
        new Amounts(
            status,
            approved,
            add(everHeld(), amount) - approved,
            held + amount,
            cleared,
            refunded,
            released,
            excess);
    return new Effect(after, amount, 0, 0, 0, 0, false);
  }

  /** A declined increment changes nothing, and is recorded all the same. */
  public Effect nothing() {
    requireOpen();
    return new Effect(this, 0, 0, 0, 0, 0, false);
  }

  /** The end of the hold's time gives back what is left of it; what has no hold stays as it is. */
  public Effect expire() {
    if (held == 0) {
      return new Effect(this, 0, 0, 0, 0, 0, false);
    }
    Amounts after =
        new Amounts(
            AuthorizationStatus.EXPIRED,
            approved,
            incremented,
            0,
            cleared,
            refunded,
            released + held,
            excess);
    return new Effect(after, 0, 0, 0, held, 0, false);
  }

  /** What was ever put on hold. */
  long everHeld() {
    return Math.addExact(approved, incremented);
  }

  /**
   * A clearing always posts: from the hold as far as that goes, and beyond it as excess.
   *
   * @param last whether what then is left of the hold is released
   * @throws Refusal 409 {@code authorization_declined} or {@code authorization_verified}
   */
  public Effect clear(long amount, boolean last) {
    requirePurchase();
    boolean late = hasEnded();
    long consumed = Math.min(amount, held);
    long more = amount - consumed;
    long left = held - consumed;
    long freed = last ? left : 0;
    Amounts after =
        new Amounts(
            late ? status : afterClearing(left - freed),
            approved,
            incremented,
            left - freed,
            add(cleared, amount),
            refunded,
            released + freed,
            add(excess, more));
    return new Effect(after, 0, consumed, more, freed, 0, late);
  }

  /**
   * A reversal gives back what is held, wholly or in part.
   *
   * @throws Refusal 409 {@code authorization_declined} or {@code authorization_verified}, 422
   *     {@code amount_exceeds_hold}
   */
  public Effect reverse(long amount) {
    requirePurchase();
    if (amount > held) {
      throw Refusal.unprocessable(
          "amount_exceeds_hold", "Only %d is held, less than %d.".formatted(held, amount));
    }
    long left = held - amount;
    AuthorizationStatus next = left == 0 ? AuthorizationStatus.REVERSED : status;
    Amounts after =
        new Amounts(
            next, approved, incremented, left, cleared, refunded, released + amount, excess);
    return new Effect(after, 0, 0, 0, amount, 0, false);
  }

  /**
   * A refund pays back what was cleared, wholly or in part.
   *
   * @throws Refusal 409 {@code authorization_declined} or {@code authorization_verified}, 422
   *     {@code amount_exceeds_cleared}
   */
  public Effect refund(long amount) {
    requirePurchase();
    long refundable = cleared - refunded;
    if (amount > refundable) {
      throw Refusal.unprocessable(
          "amount_exceeds_cleared",
          "Only %d is cleared and not refunded, less than %d.".formatted(refundable, amount));
    }
    Amounts after =
        new Amounts(
            status, approved, incremented, held, cleared, refunded + amount, released, excess);
    return new Effect(after, 0, 0, 0, 0, amount, false);
  }

  private void requirePurchase() {
    if (status == AuthorizationStatus.DECLINED) {
      throw Refusal.conflict(
          "authorization_declined", "Nothing can be done to a declined authorization.");
    }
    if (status == AuthorizationStatus.VERIFIED) {
      throw Refusal.conflict(
          "authorization_verified", "It verified the account, and nothing was bought by it.");
    }
  }

  private void requireOpen() {
    requirePurchase();
    if (hasEnded()) {
      throw Refusal.conflict("authorization_ended", "Nothing is held for it any more.");
    }
  }

  /** Whether nothing is held for it any more and nothing can be. */
  public boolean hasEnded() {
    return switch (status) {
      case CLEARED, REVERSED, EXPIRED, VERIFIED -> true;
      case PENDING, PARTIALLY_CLEARED, DECLINED -> false;
    };
  }

  private static AuthorizationStatus afterClearing(long stillHeld) {
    return stillHeld == 0 ? AuthorizationStatus.CLEARED : AuthorizationStatus.PARTIALLY_CLEARED;
  }

  private static long add(long total, long more) {
    try {
      return Math.addExact(total, more);
    } catch (ArithmeticException overflow) {
      throw Refusal.unprocessable(
          "amount_out_of_range", "The authorization cannot count an amount this large.");
    }
  }
}
