package io.spendhub.ledger;

/** Why money moved, as a statement names it, and which kind of transfer that is. */
public enum Purpose {
  TOP_UP(TransferKind.POSTED),
  WITHDRAWAL(TransferKind.POSTED),
  TRANSFER(TransferKind.POSTED),
  HOLD(TransferKind.HOLD),
  RELEASE(TransferKind.RELEASE),
  CLEARING(TransferKind.POST_HOLD),
  /** What a clearing took beyond the hold. */
  EXCESS(TransferKind.POSTED),
  FORCE_POST(TransferKind.POSTED),
  REFUND(TransferKind.POSTED),
  UNLINKED_REFUND(TransferKind.POSTED),
  /** A wallet passes on what of a refund is its voucher's, as a later clearing makes it. */
  REFUND_SHARE(TransferKind.POSTED),
  /** A campaign sets up what a voucher carries, when it is issued or topped up. */
  VOUCHER_ISSUE(TransferKind.POSTED),
  /** What a voucher still carried goes back to its campaign when it expires. */
  VOUCHER_RELEASE(TransferKind.POSTED),
  /** A campaign takes from what a voucher carries, to pay with it. */
  VOUCHER_DRAW(TransferKind.POSTED),
  /** A campaign gives a voucher back what was drawn from it. */
  VOUCHER_RESTORE(TransferKind.POSTED),
  /** A campaign owes a shop for a voucher that it took. */
  REDEMPTION(TransferKind.POSTED),
  ROLLBACK(TransferKind.POSTED),
  /** What a voucher carried becomes the money of a wallet. */
  WALLET_CREDIT(TransferKind.POSTED),
  WALLET_CREDIT_ROLLBACK(TransferKind.POSTED);

  private final TransferKind kind;

  Purpose(TransferKind kind) {
    this.kind = kind;
  }

  public TransferKind kind() {
    return kind;
  }
}
