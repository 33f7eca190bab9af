package io.spendhub.authorizations.command;

import io.spendhub.authorizations.UnlinkedRefundView;
import io.spendhub.authorizations.domain.Amounts.Effect;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.VoucherPart;
import io.spendhub.ledger.Balance;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.platform.events.Event;
import io.spendhub.wallets.WalletView.BalanceView;
import java.util.Optional;
import java.util.UUID;

/** The transfers of purchases, between who pays for them and the settlement account. */
record CardPostings(Journal journal) {
  /** Puts what was approved on hold: the voucher's part on its campaign, the rest on the wallet. */
  void hold(Authorization approved) {
    long amount = approved.amounts().approved();
    long byVoucher = approved.voucher().map(VoucherPart::promised).orElse(0L);
    UUID wallet = approved.purchase().walletId();
    post(Purpose.HOLD, wallet, approved.id(), Optional.empty(), amount - byVoucher);
    approved
        .voucher()
        .ifPresent(
            part ->
                post(Purpose.HOLD, part.campaignId(), approved.id(), Optional.empty(), byVoucher));
  }

  void forcePost(Authorization forced) {
    UUID wallet = forced.purchase().walletId();
    long amount = forced.amounts().cleared();
    post(Purpose.FORCE_POST, wallet, forced.id(), Optional.empty(), amount);
  }

  /**
   * Makes the transfers of an operation; none for what it did not touch.
   *
   * @param before the authorization as it stood when the operation came
   */
  void make(Authorization before, UUID operationId, Effect effect) {
    UUID wallet = before.purchase().walletId();
    before
        .voucher()
        .ifPresentOrElse(
            part -> {
              VoucherPart.Moved moved = part.share(before.amounts(), effect);
              make(wallet, before.id(), operationId, moved.rest(effect));
              make(part.campaignId(), before.id(), operationId, moved.effect(effect));
              passOn(before, part.campaignId(), operationId, moved.passedOn());
            },
            () -> make(wallet, before.id(), operationId, effect));
  }

  private void passOn(Authorization refunded, UUID campaignId, UUID operationId, long amount) {
    if (amount > 0) {
      journal.post(
          new Posting(
              Purpose.REFUND_SHARE,
              refunded.purchase().walletId(),
              campaignId,
              amount,
              Optional.of(refunded.id()),
              Optional.of(operationId),
              Optional.empty()));
    }
  }

  private void make(UUID payer, UUID subject, UUID operationId, Effect effect) {
    Optional<UUID> operation = Optional.of(operationId);
    post(Purpose.HOLD, payer, subject, operation, effect.opened());
    post(Purpose.CLEARING, payer, subject, operation, effect.consumed());
    post(Purpose.EXCESS, payer, subject, operation, effect.excess());
    post(Purpose.RELEASE, payer, subject, operation, effect.released());
    post(Purpose.REFUND, payer, subject, operation, effect.refunded());
  }

  void makeUnlinkedRefund(UnlinkedRefundView refund) {
    post(
        Purpose.UNLINKED_REFUND, refund.walletId(), refund.id(), Optional.empty(), refund.amount());
  }

  /** Makes transfers that no balance can stop, and tells when they took the wallet below zero. */
  void raisingOverdraft(UUID walletId, String requestId, Runnable transfers) {
    boolean covered = journal.balance(walletId).available() >= 0;
    transfers.run();
    Balance after = journal.balance(walletId);
    if (covered && after.available() < 0) {
      journal.raise(new Event("wallet.overdrawn", walletId, requestId, BalanceView.of(after)));
    }
  }

  private void post(
      Purpose purpose, UUID payer, UUID subject, Optional<UUID> operation, long amount) {
    if (amount == 0) {
      return;
    }
    UUID settlement = journal.systemAccount(SystemAccount.SETTLEMENT, journal.currency(payer));
    boolean incoming =
        switch (purpose) {
          case RELEASE, REFUND, UNLINKED_REFUND -> true;
          case HOLD, CLEARING, EXCESS, FORCE_POST -> false;
          case TOP_UP,
              WITHDRAWAL,
              TRANSFER,
              REFUND_SHARE,
              VOUCHER_ISSUE,
              VOUCHER_RELEASE,
              VOUCHER_DRAW,
              VOUCHER_RESTORE,
              REDEMPTION,
              ROLLBACK,
              WALLET_CREDIT,
              WALLET_CREDIT_ROLLBACK ->
              throw new IllegalArgumentException("cards do not move money by " + purpose);
        };
    journal.post(
        new Posting(
            purpose,
            incoming ? settlement : payer,
            incoming ? payer : settlement,
            amount,
            Optional.of(subject),
            operation,
            Optional.empty()));
  }
}
