package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.ledger.MoneyHandler;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.codes.domain.CodeRoom;
import io.spendhub.vouchers.redemptions.VoucherCommand;
import io.spendhub.vouchers.redemptions.VoucherCommand.ExpireReservations;
import io.spendhub.vouchers.redemptions.VoucherCommand.IssueVoucher;
import io.spendhub.vouchers.redemptions.VoucherCommand.Publish;
import io.spendhub.vouchers.redemptions.VoucherCommand.Redeem;
import io.spendhub.vouchers.redemptions.VoucherCommand.ReleaseExpired;
import io.spendhub.vouchers.redemptions.VoucherCommand.ReleaseReservation;
import io.spendhub.vouchers.redemptions.VoucherCommand.Reserve;
import io.spendhub.vouchers.redemptions.VoucherCommand.RollBack;
import io.spendhub.vouchers.redemptions.VoucherCommand.SetVoucherStatus;
import io.spendhub.vouchers.redemptions.VoucherCommand.TopUpVoucher;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads all that a batch of commands on vouchers is decided on, one statement a table. */
@ApplicationScoped
public class VoucherHandler implements MoneyHandler<VoucherCommand> {
  private static final int ENDED_AT_ONCE = 500;

  private final VoucherLog log;
  private final CodeRoom room;
  private final Wallets wallets;
  private final VoucherMetrics metrics;

  VoucherHandler(VoucherLog log, CodeRoom room, Wallets wallets, VoucherMetrics metrics) {
    this.log = log;
    this.room = room;
    this.wallets = wallets;
    this.metrics = metrics;
  }

  @Override
  public Class<VoucherCommand> commandType() {
    return VoucherCommand.class;
  }

  @Override
  public VoucherDecisions load(Journal journal, List<VoucherCommand> commands) {
    VoucherBook book = book(journal);
    Wanted wanted = Wanted.nothing();
    Set<UUID> walletIds = new HashSet<>();
    for (VoucherCommand command : commands) {
      command.campaignId().ifPresent(wanted.campaigns()::add);
      want(command, wanted, walletIds);
    }
    return loaded(journal, book, book.read(wanted, toBeEnded(commands)), walletIds);
  }

  /** What has run out counts no more in any decision; what only clears up takes its time. */
  private static int toBeEnded(List<VoucherCommand> commands) {
    boolean onlyClearingUp =
        commands.stream()
            .allMatch(each -> each instanceof ExpireReservations || each instanceof ReleaseExpired);
    return onlyClearingUp ? ENDED_AT_ONCE : VoucherBook.ALL;
  }

  /** The same without locking anything, for decisions that have no effect. */
  VoucherDecisions peek(Journal journal, List<VoucherCommand> commands) {
    VoucherBook book = book(journal);
    Wanted wanted = Wanted.nothing();
    for (VoucherCommand command : commands) {
      want(command, wanted, new HashSet<>());
    }
    return loaded(journal, book, book.peek(wanted), Set.of());
  }

  private VoucherDecisions loaded(
      Journal journal, VoucherBook book, List<Reservation> due, Set<UUID> walletIds) {
    book.expire(due);
    Map<UUID, WalletState> states =
        walletIds.isEmpty() ? Map.of() : wallets.states(journal.organizationId(), walletIds);
    return new VoucherDecisions(
        book,
        new RedemptionDecisions(journal, book, states),
        new IssueDecisions(journal, book, room),
        metrics);
  }

  /** Ends all reservations of a locked campaign that have run out, and saves that. */
  public void endOverdue(Journal journal, UUID campaignId) {
    VoucherBook book = book(journal);
    Wanted wanted = Wanted.nothing();
    wanted.campaigns().add(campaignId);
    book.expire(book.read(wanted, VoucherBook.ALL));
    book.save();
  }

  /** The vouchers of a transaction, whoever asks first. */
  VoucherBook book(Journal journal) {
    return journal.shared(VoucherBook.class, () -> new VoucherBook(journal, log));
  }

  private static void want(VoucherCommand command, Wanted wanted, Set<UUID> walletIds) {
    switch (command) {
      case Redeem redeem -> {
        use(wanted, redeem.place(), redeem.use());
        redeem.reservationId().ifPresent(wanted.reservations()::add);
        redeem.walletId().ifPresent(walletIds::add);
      }
      case RollBack rollBack -> wanted.redemptions().add(rollBack.redemptionId());
      case Reserve reserve -> use(wanted, reserve.place(), reserve.use());
      case ReleaseReservation release -> wanted.reservations().add(release.reservationId());
      case TopUpVoucher topUp -> wanted.vouchers().add(topUp.place().voucherId());
      case SetVoucherStatus status -> wanted.vouchers().add(status.place().voucherId());
      case ReleaseExpired release -> wanted.vouchers().addAll(release.voucherIds());
      case ExpireReservations expire -> {
        // The campaign is wanted, and those of it that have run out are read with it.
      }
      case IssueVoucher issue -> wanted.codeKeys().addAll(issue.codeKeys());
      case Publish publish -> wanted.codeKeys().addAll(publish.spare().codeKeys());
    }
  }

  private static void use(Wanted wanted, Optional<VoucherPlace> place, VoucherUse use) {
    place.ifPresent(found -> wanted.use(found.campaignId(), found.voucherId(), use));
  }
}
