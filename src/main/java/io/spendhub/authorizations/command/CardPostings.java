package io.spendhub.authorizations.command;

import io.spendhub.authorizations.UnlinkedRefundView;
import io.spendhub.authorizations.domain.Amounts.Effect;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.ledger.Balance;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.platform.events.Event;
import io.spendhub.wallets.WalletView.BalanceView;
import java.util.Optional;
import java.util.UUID;

/** The transfers of purchases, between a wallet and the settlement account of its currency. */
record CardPostings(Journal journal) {
  /** Makes the transfers of an operation; none for what it did not touch. */
  void make(Authorization authorization, UUID operationId, Effect effect) {
    Optional<UUID> operation = Optional.of(operationId);
    make(Purpose.HOLD, authorization, operation, effect.opened());
    make(Purpose.CLEARING, authorization, operation, effect.consumed());
    make(Purpose.EXCESS, authorization, operation, effect.excess());
    make(Purpose.RELEASE, authorization, operation, effect.released());
    make(Purpose.REFUND, authorization, operation, effect.refunded());
  }

  void make(Purpose purpose, Authorization authorization, Optional<UUID> operation, long amount) {
    if (amount > 0) {
      UUID wallet = authorization.purchase().walletId();
      post(purpose, wallet, authorization.id(), operation, amount);
    }
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
      Purpose purpose, UUID wallet, UUID subject, Optional<UUID> operation, long amount) {
    UUID settlement = journal.systemAccount(SystemAccount.SETTLEMENT, journal.currency(wallet));
    boolean incoming =
        switch (purpose) {
          case RELEASE, REFUND, UNLINKED_REFUND -> true;
          case HOLD, CLEARING, EXCESS, FORCE_POST -> false;
          case TOP_UP, WITHDRAWAL, TRANSFER ->
              throw new IllegalArgumentException("cards do not move money by " + purpose);
        };
    journal.post(
        new Posting(
            purpose,
            incoming ? settlement : wallet,
            incoming ? wallet : settlement,
            amount,
            Optional.of(subject),
            operation,
            Optional.empty()));
  }
}
