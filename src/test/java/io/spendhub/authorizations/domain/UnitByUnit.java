package io.spendhub.authorizations.domain;

import io.spendhub.authorizations.OperationKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A slow and obvious authorization: every minor unit is a thing that lies somewhere, and where is
 * found by going through the whole history, move by move. It shares no code with {@link Amounts}.
 */
public final class UnitByUnit {
  /** Where one minor unit is. */
  public enum Unit {
    HELD,
    PAID,
    PAID_BEYOND_THE_HOLD,
    FREED
  }

  /** How an authorization begins. */
  public enum Beginning {
    APPROVED,
    DECLINED,
    VERIFIED,
    FORCE_POSTED
  }

  /** What can be tried: each kind of operation, some of them in two ways. */
  public enum Step {
    CLEARING(OperationKind.CLEARING),
    LAST_CLEARING(OperationKind.CLEARING),
    REVERSAL(OperationKind.REVERSAL),
    REFUND(OperationKind.REFUND),
    INCREMENT(OperationKind.INCREMENT),
    DECLINED_INCREMENT(OperationKind.INCREMENT),
    EXPIRY(OperationKind.EXPIRY);

    final OperationKind kind;

    Step(OperationKind kind) {
      this.kind = kind;
    }
  }

  /** An operation that is tried; an expiry takes what there is, whatever the amount. */
  public record Move(Step step, int amount) {}

  private final Beginning beginning;
  private final List<Unit> units = new ArrayList<>();
  private int refunds;
  private String status;
  private Optional<String> refusal = Optional.empty();
  private boolean late;

  private UnitByUnit(Beginning beginning, int amount) {
    this.beginning = beginning;
    status =
        switch (beginning) {
          case APPROVED -> "PENDING";
          case FORCE_POSTED -> "CLEARED";
          case DECLINED -> "DECLINED";
          case VERIFIED -> "VERIFIED";
        };
    switch (beginning) {
      case APPROVED -> units.addAll(Collections.nCopies(amount, Unit.HELD));
      case FORCE_POSTED -> units.addAll(Collections.nCopies(amount, Unit.PAID_BEYOND_THE_HOLD));
      case DECLINED, VERIFIED -> units.clear();
    }
  }

  /** The authorization after all of its history; what was refused in it did nothing. */
  public static UnitByUnit after(Beginning beginning, int amount, List<Move> history) {
    UnitByUnit authorization = new UnitByUnit(beginning, amount);
    history.forEach(authorization::tryTo);
    return authorization;
  }

  private void tryTo(Move move) {
    late = false;
    refusal = objection(move);
    if (refusal.isEmpty()) {
      switch (move.step()) {
        case CLEARING -> clear(move.amount(), false);
        case LAST_CLEARING -> clear(move.amount(), true);
        case REVERSAL -> reverse(move.amount());
        case REFUND -> refunds += move.amount();
        case INCREMENT -> units.addAll(Collections.nCopies(move.amount(), Unit.HELD));
        case DECLINED_INCREMENT -> {}
        case EXPIRY -> expire();
      }
    }
  }

  private Optional<String> objection(Move move) {
    return switch (move.step().kind) {
      case EXPIRY -> Optional.empty();
      case CLEARING -> neverBought();
      case REVERSAL ->
          neverBought().or(() -> unless(move.amount() <= count(Unit.HELD), "amount_exceeds_hold"));
      case REFUND ->
          neverBought()
              .or(() -> unless(move.amount() <= paid() - refunds, "amount_exceeds_cleared"));
      case INCREMENT -> neverBought().or(() -> unless(count(Unit.HELD) > 0, "authorization_ended"));
    };
  }

  private Optional<String> neverBought() {
    return unless(beginning != Beginning.DECLINED, "authorization_declined")
        .or(() -> unless(beginning != Beginning.VERIFIED, "authorization_verified"));
  }

  private static Optional<String> unless(boolean legal, String code) {
    return legal ? Optional.empty() : Optional.of(code);
  }

  private void clear(int amount, boolean last) {
    late = count(Unit.HELD) == 0;
    for (int i = 0; i < amount; i++) {
      if (!turnOneHeldInto(Unit.PAID)) {
        units.add(Unit.PAID_BEYOND_THE_HOLD);
      }
    }
    while (last && count(Unit.HELD) > 0) {
      turnOneHeldInto(Unit.FREED);
    }
    if (!late) {
      status = count(Unit.HELD) == 0 ? "CLEARED" : "PARTIALLY_CLEARED";
    }
  }

  private void expire() {
    while (turnOneHeldInto(Unit.FREED)) {
      status = "EXPIRED";
    }
  }

  private void reverse(int amount) {
    for (int i = 0; i < amount; i++) {
      turnOneHeldInto(Unit.FREED);
    }
    if (count(Unit.HELD) == 0) {
      status = "REVERSED";
    }
  }

  private boolean turnOneHeldInto(Unit other) {
    int held = units.indexOf(Unit.HELD);
    if (held < 0) {
      return false;
    }
    units.set(held, other);
    return true;
  }

  public int count(Unit where) {
    return Collections.frequency(units, where);
  }

  public int paid() {
    return count(Unit.PAID) + count(Unit.PAID_BEYOND_THE_HOLD);
  }

  /** All units that were ever on hold, wherever they are now. */
  public int everHeld() {
    return count(Unit.HELD) + count(Unit.PAID) + count(Unit.FREED);
  }

  public int refunds() {
    return refunds;
  }

  public String status() {
    return status;
  }

  /** Why the last move of the history was refused, if it was. */
  public Optional<String> refusal() {
    return refusal;
  }

  /** Whether the last move of the history was a clearing with nothing left on hold. */
  public boolean late() {
    return late;
  }
}
