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
  UNLINKED_REFUND(TransferKind.POSTED);

  private final TransferKind kind;

  Purpose(TransferKind kind) {
    this.kind = kind;
  }

  public TransferKind kind() {
    return kind;
  }
}
