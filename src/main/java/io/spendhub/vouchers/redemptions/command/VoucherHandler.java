package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.ledger.MoneyHandler;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.OverdueReservations;
import io.spendhub.vouchers.codes.CodeFormat;
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
import io.spendhub.vouchers.redemptions.domain.VoucherLog.Source;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Reads all that a batch of commands on vouchers is decided on, one statement a table. */
@ApplicationScoped
public class VoucherHandler implements MoneyHandler<VoucherCommand>, OverdueReservations {
  private static final int ENDED_AT_ONCE = 500;

  private final VoucherBooks books;
  private final CodeRoom room;
  private final Wallets wallets;

  VoucherHandler(VoucherBooks books, CodeRoom room, Wallets wallets) {
    this.books = books;
    this.room = room;
    this.wallets = wallets;
  }

  @Override
  public Class<VoucherCommand> commandType() {
    return VoucherCommand.class;
  }

  @Override
  public Loaded<VoucherCommand> load(Journal journal, List<VoucherCommand> commands) {
    Wanted wanted = Wanted.nothing();
    Set<UUID> walletIds = new HashSet<>();
    for (VoucherCommand command : commands) {
      command.campaignId().ifPresent(wanted.campaigns()::add);
      want(command, wanted, walletIds, commands.size());
    }
    VoucherBook book = books.open(journal, wanted, toBeEnded(commands));
    var redemptions = new RedemptionDecisions(journal, book, states(journal, walletIds));
    var issues = new IssueDecisions(journal, book, room(journal, book, commands));
    return new Loaded<>(
        new VoucherDecisions(redemptions, issues),
        () -> {
          books.save(journal, book);
          issues.drawn().forEach((campaignId, codes) -> drawn(journal, book, campaignId, codes));
        },
        () -> books.committed(book));
  }

  private Map<UUID, WalletState> states(Journal journal, Set<UUID> walletIds) {
    return wallets.states(journal.organizationId(), walletIds).get();
  }

  /** What has run out counts no more in any decision; what only clears up takes its time. */
  private static int toBeEnded(List<VoucherCommand> commands) {
    boolean onlyClearingUp =
        commands.stream()
            .allMatch(each -> each instanceof ExpireReservations || each instanceof ReleaseExpired);
    return onlyClearingUp ? ENDED_AT_ONCE : VoucherBooks.ALL;
  }

  /** How many codes are taken of the room of each campaign for which one may have to be drawn. */
  private Map<UUID, Long> room(Journal journal, VoucherBook book, List<VoucherCommand> commands) {
    Map<UUID, Integer> fromThoseThatWait = new HashMap<>();
    Set<UUID> drawing = new TreeSet<>();
    for (VoucherCommand command : commands) {
      if (command instanceof IssueVoucher issue && issue.drawn()) {
        drawing.add(issue.campaign());
      } else if (command instanceof Publish publish && publish.spare().drawn()) {
        if (publish.spare().kept()) {
          fromThoseThatWait.merge(publish.campaign(), 1, Integer::sum);
        } else {
          drawing.add(publish.campaign());
        }
      }
    }
    fromThoseThatWait.forEach(
        (campaignId, asked) -> {
          if (book.free(campaignId).count() < asked) {
            drawing.add(campaignId);
          }
        });
    Map<UUID, Long> taken = new HashMap<>();
    for (UUID campaignId : drawing) {
      CodeFormat format = book.campaign(campaignId).terms().code();
      taken.put(campaignId, room.taken(journal.organizationId(), format));
    }
    return taken;
  }

  private void drawn(Journal journal, VoucherBook book, UUID campaignId, long codes) {
    CodeFormat format = book.campaign(campaignId).terms().code();
    room.drawn(journal.organizationId(), format, codes);
  }

  /** The decisions alone, on what is read without locking anything and never saved. */
  VoucherDecisions peek(Journal journal, List<VoucherCommand> commands) {
    Wanted wanted = Wanted.nothing();
    for (VoucherCommand command : commands) {
      want(command, wanted, new HashSet<>(), commands.size());
    }
    VoucherBook book = books.peek(journal, wanted);
    return new VoucherDecisions(
        new RedemptionDecisions(journal, book, Map.of()),
        new IssueDecisions(journal, book, Map.of()));
  }

  @Override
  public void endOverdue(Journal journal, UUID campaignId) {
    Wanted wanted = Wanted.nothing();
    wanted.campaigns().add(campaignId);
    books.save(journal, books.open(journal, wanted, VoucherBooks.ALL));
  }

  private static void want(
      VoucherCommand command, Wanted wanted, Set<UUID> walletIds, int commands) {
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
      case Publish publish -> {
        wanted.codeKeys().addAll(publish.spare().codeKeys());
        wanted.sources().add(new Source(publish.campaign(), publish.sourceId()));
        wanted.free().put(publish.campaign(), commands);
      }
    }
  }

  private static void use(Wanted wanted, Optional<VoucherPlace> place, VoucherUse use) {
    place.ifPresent(found -> wanted.use(found.campaignId(), found.voucherId(), use));
  }
}
