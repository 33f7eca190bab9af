package io.spendhub.authorizations.domain;

import io.spendhub.authorizations.AuthorizationCommand.Note;
import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.authorizations.AuthorizationStatus;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.Decision;
import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.domain.Verdict.Approved;
import io.spendhub.authorizations.domain.Verdict.Declined;
import io.spendhub.cards.MccGroup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A purchase and what became of it, or a verification of the account, which is one for nothing. All
 * but the amounts is written once.
 *
 * @param origin how it came to be
 * @param decline why it was declined, if it was
 * @param voucher what a voucher pays of it
 * @param expiresAt when what is left of its hold is given back; only with a hold
 */
public record Authorization(
    UUID id,
    Origin origin,
    Purchase purchase,
    Note note,
    Optional<Declined> decline,
    Amounts amounts,
    Optional<VoucherPart> voucher,
    Instant createdAt,
    Optional<Instant> expiresAt) {

  /** How an authorization came to be. */
  public enum Origin {
    AUTHORIZATION,
    FORCE_POST
  }

  /** A purchase as it was decided. */
  public static Authorization decided(
      UUID id, Purchase purchase, Note note, Verdict verdict, Instant now) {
    return switch (verdict) {
      case Approved(long amount) when amount == 0 ->
          withoutHold(id, purchase, note, Optional.empty(), Amounts.verified(), now);
      case Approved(long amount) ->
          new Authorization(
              id,
              Origin.AUTHORIZATION,
              purchase,
              note,
              Optional.empty(),
              Amounts.approved(amount),
              Optional.empty(),
              now,
              Optional.of(now.plus(MccGroup.holdTime(purchase.merchant().mcc()))));
      case Declined declined ->
          withoutHold(id, purchase, note, Optional.of(declined), Amounts.declined(), now);
    };
  }

  private static Authorization withoutHold(
      UUID id,
      Purchase purchase,
      Note note,
      Optional<Declined> decline,
      Amounts nothing,
      Instant now) {
    return new Authorization(
        id,
        Origin.AUTHORIZATION,
        purchase,
        note,
        decline,
        nothing,
        Optional.empty(),
        now,
        Optional.empty());
  }

  /** A purchase that the network paid without asking. */
  public static Authorization forcePosted(UUID id, Purchase purchase, Note note, Instant now) {
    return new Authorization(
        id,
        Origin.FORCE_POST,
        purchase,
        note,
        Optional.empty(),
        Amounts.forcePosted(purchase.amount()),
        Optional.empty(),
        now,
        Optional.empty());
  }

  public Authorization with(Amounts changed) {
    return new Authorization(
        id,
        origin,
        purchase,
        note,
        decline,
        changed,
        voucher.map(part -> part.after(changed)),
        createdAt,
        expiresAt);
  }

  /** The same purchase, a part of which a voucher pays. */
  public Authorization with(VoucherPart part) {
    return new Authorization(
        id, origin, purchase, note, decline, amounts, Optional.of(part), createdAt, expiresAt);
  }

  /** The time whose limit windows it counts in, with everything that happens to it later. */
  public Instant countedAt() {
    return note.occurredAt().orElse(createdAt);
  }

  public Decision decision() {
    return amounts.status() == AuthorizationStatus.DECLINED ? Decision.DECLINED : Decision.APPROVED;
  }

  /**
   * This authorization as the API shows it.
   *
   * @param operations what was done to it, oldest first
   * @param operation what the answered call did
   */
  public AuthorizationView view(List<OperationView> operations, Optional<OperationView> operation) {
    return new AuthorizationView(
        id,
        purchase.cardId(),
        purchase.walletId(),
        decision(),
        decline.map(declined -> declined.code().code()),
        decline.flatMap(Declined::detail),
        amounts.status(),
        purchase.amount(),
        amounts.approved(),
        amounts.incremented(),
        amounts.held(),
        amounts.cleared(),
        amounts.refunded(),
        amounts.released(),
        amounts.excess(),
        purchase.currency(),
        purchase.merchant(),
        voucher.map(part -> part.view(amounts)),
        note.original(),
        note.networkReference(),
        note.metadata(),
        note.occurredAt(),
        expiresAt,
        createdAt,
        operations,
        operation);
  }
}
