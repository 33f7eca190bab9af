package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.redemptions.FailureCode;
import io.spendhub.vouchers.redemptions.RedemptionView;
import io.spendhub.vouchers.redemptions.ReservationView;
import io.spendhub.vouchers.redemptions.RollbackView;
import io.spendhub.vouchers.redemptions.ValidationView;
import io.spendhub.vouchers.redemptions.VoucherCommand.Redeem;
import io.spendhub.vouchers.redemptions.VoucherCommand.ReleaseReservation;
import io.spendhub.vouchers.redemptions.VoucherCommand.Reserve;
import io.spendhub.vouchers.redemptions.VoucherCommand.RollBack;
import io.spendhub.vouchers.redemptions.VoucherView;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.RedemptionPolicy;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.Verdict;
import io.spendhub.vouchers.redemptions.domain.Verdict.Accepted;
import io.spendhub.vouchers.redemptions.domain.Verdict.Failed;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletStatus;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Uses of vouchers: what is redeemed, reserved and given back. */
final class RedemptionDecisions {
  private static final Failed NOT_FOUND =
      new Failed(FailureCode.VOUCHER_NOT_FOUND, "There is no such voucher.");

  private final Journal journal;
  private final VoucherBook book;
  private final VoucherPostings postings;
  private final Releases releases;
  private final Map<UUID, WalletState> wallets;

  RedemptionDecisions(Journal journal, VoucherBook book, Map<UUID, WalletState> wallets) {
    this.journal = journal;
    this.book = book;
    this.postings = new VoucherPostings(journal);
    this.releases = new Releases(journal, book);
    this.wallets = wallets;
  }

  Outcome<Object> redeem(Redeem command, String requestId) {
    if (command.place().isEmpty()) {
      book.note(NOT_FOUND.code().code());
      return answered(NOT_FOUND);
    }
    VoucherPlace place = command.place().get();
    CampaignState campaign = book.campaign(place.campaignId());
    Optional<Reservation> reservation =
        command.reservationId().map(id -> openReservation(id, place));
    VoucherUse use = reservation.map(own -> command.use().orElse(own.use())).orElse(command.use());
    Optional<String> walletCurrency = credited(campaign, command.walletId());
    Verdict verdict =
        RedemptionPolicy.decide(
            book.facts(place.voucherId(), use, reservation, walletCurrency), use);
    return switch (verdict) {
      case Failed failed -> failed(failed, place.voucherId(), requestId);
      case Accepted(long amount) -> {
        book.note(VoucherMetrics.SUCCEEDED);
        yield Outcome.created(redeemed(command, use, reservation, amount, requestId));
      }
    };
  }

  /** What a use would be answered, without an effect. */
  ValidationView validate(VoucherPlace place, VoucherUse use) {
    Voucher voucher = book.voucher(place.voucherId());
    CampaignType type = book.campaign(place.campaignId()).type();
    Optional<VoucherView> view = Optional.of(book.view(voucher));
    OptionalLong none = OptionalLong.empty();
    Verdict verdict =
        RedemptionPolicy.decide(
            book.facts(place.voucherId(), use, Optional.empty(), Optional.empty()), use);
    return switch (verdict) {
      case Failed(FailureCode code, String message) ->
          new ValidationView(
              false, Optional.of(code.code()), Optional.of(message), none, none, view);
      case Accepted(long amount) ->
          new ValidationView(
              true,
              Optional.empty(),
              Optional.empty(),
              type.asDiscount(amount),
              type.asAmount(amount),
              view);
    };
  }

  boolean isApplicable(UUID voucherId, VoucherUse use) {
    return RedemptionPolicy.isApplicable(
        book.facts(voucherId, use, Optional.empty(), Optional.empty()), use);
  }

  private RedemptionView redeemed(
      Redeem command,
      VoucherUse use,
      Optional<Reservation> reservation,
      long amount,
      String requestId) {
    Voucher voucher = book.voucher(command.place().orElseThrow().voucherId());
    CampaignState campaign = book.campaign(voucher.campaignId());
    Redemption redemption =
        Redemption.made(
            Ids.next(),
            voucher,
            campaign.currency(),
            use,
            amount,
            command.walletId(),
            command.reservationId(),
            Optional.empty(),
            journal.now());
    postings.redeem(campaign, redemption);
    reservation.ifPresent(own -> book.end(own, Reservation.Status.REDEEMED));
    book.redeem(redemption);
    RedemptionView view = redemption.view(campaign.type(), voucher.code());
    journal.raise(new Event("redemption.succeeded", redemption.id(), requestId, view));
    return view;
  }

  private Reservation openReservation(UUID id, VoucherPlace place) {
    Reservation reservation =
        book.reservation(id)
            .filter(found -> found.voucherId().equals(place.voucherId()))
            .orElseThrow(() -> Refusal.notFound("reservation"));
    if (!reservation.isOpenAt(journal.now())) {
      throw Refusal.conflict("reservation_ended", "The reservation has ended.");
    }
    return reservation;
  }

  private Optional<String> credited(CampaignState campaign, Optional<UUID> walletId) {
    boolean credits = campaign.type().creditsWallet();
    if (credits != walletId.isPresent()) {
      throw credits
          ? Refusal.unprocessable("wallet_required", "A wallet credit needs a walletId.")
          : Refusal.unprocessable("wallet_not_allowed", "Only wallet credits go to a wallet.");
    }
    return walletId.map(
        id -> {
          WalletState wallet = wallets.get(id);
          if (wallet == null) {
            throw Refusal.notFound("wallet");
          }
          if (wallet.status() == WalletStatus.CLOSED) {
            throw Refusal.conflict("wallet_closed", "The wallet is closed for good.");
          }
          return wallet.currency();
        });
  }

  /** A failure is an answer, recorded and final, but it leaves nothing else behind. */
  private Outcome<Object> failed(Failed failed, UUID voucherId, String requestId) {
    book.note(failed.code().code());
    journal.raise(
        new Event(
            "redemption.failed",
            voucherId,
            requestId,
            new FailedRedemption(voucherId, failed.code().code(), failed.message())));
    return answered(failed);
  }

  private static Outcome<Object> answered(Failed failed) {
    return Outcome.failed(Refusal.unprocessable(failed.code().code(), failed.message()));
  }

  RollbackView rollBack(RollBack command, String requestId) {
    Redemption before = book.redemption(command.redemptionId());
    CampaignState campaign = book.campaign(before.campaignId());
    long amount = before.toRollBack(command.amount());
    if (campaign.type().creditsWallet()) {
      UUID wallet = before.walletId().orElseThrow();
      if (journal.balance(wallet).available() < amount) {
        throw Refusal.unprocessable(
            FailureCode.BALANCE_INSUFFICIENT.code(), "The wallet no longer has that much.");
      }
    }
    Redemption after = before.rolledBack(amount);
    postings.rollBack(campaign, after, amount);
    book.rollBack(after, amount);
    Voucher voucher = book.voucher(before.voucherId());
    releases.releaseIfExpired(voucher, requestId);
    RollbackView view =
        new RollbackView(
            Ids.next(),
            after.id(),
            amount,
            journal.now(),
            after.view(campaign.type(), voucher.code()));
    book.record(view);
    journal.raise(new Event("redemption.rolled_back", after.id(), requestId, view));
    return view;
  }

  Outcome<Object> reserve(Reserve command, String requestId) {
    if (command.place().isEmpty()) {
      return answered(NOT_FOUND);
    }
    VoucherPlace place = command.place().get();
    VoucherUse use = command.use();
    Verdict verdict =
        RedemptionPolicy.decide(
            book.facts(place.voucherId(), use, Optional.empty(), Optional.empty()), use);
    return switch (verdict) {
      case Failed failed -> answered(failed);
      case Accepted(long amount) -> Outcome.created(reserved(command, place, amount, requestId));
    };
  }

  private ReservationView reserved(
      Reserve command, VoucherPlace place, long amount, String requestId) {
    Reservation reservation =
        new Reservation(
            Ids.next(),
            place.campaignId(),
            place.voucherId(),
            amount,
            command.use(),
            Reservation.Status.ACTIVE,
            journal.now().plus(command.keptFor()),
            journal.now());
    book.reserve(reservation);
    return raised("voucher.reserved", reservation, requestId);
  }

  ReservationView release(ReleaseReservation command, String requestId) {
    Reservation reservation =
        book.reservation(command.reservationId())
            .orElseThrow(() -> Refusal.notFound("reservation"));
    return switch (reservation.status()) {
      case REDEEMED -> throw Refusal.conflict("reservation_ended", "The reservation was redeemed.");
      case RELEASED, EXPIRED -> view(reservation);
      case ACTIVE -> {
        book.end(reservation, Reservation.Status.RELEASED);
        yield raised(
            "voucher.reservation_released",
            reservation.ended(Reservation.Status.RELEASED),
            requestId);
      }
    };
  }

  private ReservationView raised(String type, Reservation reservation, String requestId) {
    ReservationView view = view(reservation);
    journal.raise(new Event(type, reservation.id(), requestId, view));
    return view;
  }

  private ReservationView view(Reservation reservation) {
    CampaignState campaign = book.campaign(reservation.campaignId());
    Optional<String> code = book.voucher(reservation.voucherId()).code();
    return reservation.view(campaign, code);
  }
}
