package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.platform.audit.Change;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.domain.CodeFormats;
import io.spendhub.vouchers.redemptions.FailureCode;
import io.spendhub.vouchers.redemptions.PublicationView;
import io.spendhub.vouchers.redemptions.VoucherCommand.IssueVoucher;
import io.spendhub.vouchers.redemptions.VoucherCommand.Publish;
import io.spendhub.vouchers.redemptions.VoucherCommand.ReleaseExpired;
import io.spendhub.vouchers.redemptions.VoucherCommand.SetVoucherStatus;
import io.spendhub.vouchers.redemptions.VoucherCommand.TopUpVoucher;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.VoucherView;
import io.spendhub.vouchers.redemptions.domain.Publication;
import io.spendhub.vouchers.redemptions.domain.RedemptionPolicy;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Vouchers themselves: what is issued, given to holders, topped up, disabled and taken back. */
final class IssueDecisions {
  private final Journal journal;
  private final VoucherBook book;
  private final Map<UUID, Long> room;
  private final Map<UUID, Long> drawn;
  private final VoucherPostings postings;
  private final Releases releases;

  /**
   * Decides on what a book holds.
   *
   * @param room how many codes are taken of the room that a campaign has, where any may be drawn
   */
  IssueDecisions(Journal journal, VoucherBook book, Map<UUID, Long> room) {
    this.journal = journal;
    this.book = book;
    this.room = room;
    this.drawn = journal.undo().map();
    this.postings = new VoucherPostings(journal);
    this.releases = new Releases(journal, book);
  }

  VoucherView topUp(TopUpVoucher command, String requestId) {
    Voucher before = book.voucher(command.place().voucherId());
    CampaignState campaign = book.campaign(before.campaignId());
    if (!campaign.type().canBeToppedUp()) {
      throw Refusal.conflict("not_a_gift_card", "Only gift cards can be topped up.");
    }
    if (!campaign.currency().equals(command.currency())) {
      throw Refusal.unprocessable(
          FailureCode.CURRENCY_MISMATCH.code(),
          "The voucher's currency is " + campaign.currency() + ".");
    }
    if (RedemptionPolicy.hasExpired(campaign, before, journal.now())) {
      throw Refusal.conflict(FailureCode.VOUCHER_EXPIRED.code(), "The voucher has expired.");
    }
    postings.issue(campaign, command.amount(), before.id());
    book.carry(before.toppedUp(command.amount()));
    return raised("voucher.topped_up", before.id(), requestId);
  }

  VoucherView setStatus(SetVoucherStatus command, String requestId) {
    Voucher before = book.voucher(command.place().voucherId());
    if (before.status() == command.status()) {
      return book.view(before);
    }
    book.put(before.with(command.status()));
    boolean disabled = command.status() == VoucherStatus.DISABLED;
    String type = disabled ? "voucher.disabled" : "voucher.enabled";
    VoucherView view = book.view(book.voucher(before.id()));
    Event event = new Event(type, before.id(), requestId, view);
    journal.change(event, Change.told(event, Optional.of(book.view(before)), command.origin()));
    return view;
  }

  /** A code that is not kept stands in the answer, and nowhere else. */
  Outcome<Object> issue(IssueVoucher command, String requestId) {
    Voucher voucher = issued(command);
    VoucherView view = book.view(voucher);
    Event event = new Event("voucher.issued", voucher.id(), requestId, view);
    journal.change(event, Change.told(event, Optional.empty(), command.origin()));
    return Outcome.created(command.kept() ? view : view.withCode(command.code()), view);
  }

  private Voucher issued(IssueVoucher command) {
    CampaignState campaign = book.campaign(command.campaign());
    campaign.status().requireNotEnded();
    if (!campaign.type().carriesBalance() && command.amount().isPresent()) {
      throw Refusal.unprocessable("amount_not_allowed", "A discount carries no amount.");
    }
    if (command.kept() == campaign.terms().code().showOnce()) {
      throw Refusal.conflict("concurrent_update", "Another call changed the resource meanwhile.");
    }
    if (command.drawn()) {
      requireRoom(campaign);
    }
    if (command.codeKeys().stream().anyMatch(book::isTaken)) {
      throw Refusal.conflict("code_taken", "Another voucher has this code.");
    }
    OptionalLong stated = campaign.terms().amount();
    long amount = command.amount().orElse(stated.orElse(0));
    UUID id = Ids.next();
    postings.issue(campaign, amount, id);
    Optional<String> code = command.kept() ? Optional.of(command.code()) : Optional.empty();
    Voucher voucher =
        Voucher.issued(
            id, campaign, code, command.holder(), amount, command.expiresAt(), journal.now());
    book.issue(voucher, command.codeKey());
    if (command.drawn()) {
      drawn.merge(campaign.id(), 1L, Long::sum);
    }
    return voucher;
  }

  /** How many codes were drawn for each campaign. */
  Map<UUID, Long> drawn() {
    return drawn;
  }

  private void requireRoom(CampaignState campaign) {
    CodeFormat format = campaign.terms().code();
    long earlier = drawn.values().stream().mapToLong(Long::longValue).sum();
    long taken = Objects.requireNonNull(room.get(campaign.id()), "it was read before") + earlier;
    CodeFormats.requireRoom(format, Math.max(book.usage(campaign.id()).issued(), taken), 1);
  }

  /** A repetition is answered with what the source was given first. */
  Outcome<Object> publish(Publish command, String requestId) {
    Optional<Publication> earlier = book.publication(command.campaign(), command.sourceId());
    if (earlier.isPresent()) {
      if (!earlier.get().holder().equals(command.holder())) {
        throw Refusal.conflict("source_id_reused", "This sourceId gave another holder a voucher.");
      }
      return Outcome.created(view(earlier.get()));
    }
    CampaignState campaign = book.campaign(command.campaign());
    campaign.status().requireNotEnded();
    campaign.terms().schedule().requireNotOver(journal.now());
    // Of one whose code is not kept nobody here can tell the holder the code.
    Optional<Voucher> waiting =
        command.spare().kept() ? book.free(command.campaign()).findFirst() : Optional.empty();
    Voucher free = waiting.orElseGet(() -> issued(command.spare()));
    Voucher given =
        free.givenTo(
            command.holder(), journal.now(), campaign.terms().schedule().expiryOf(journal.now()));
    book.put(given);
    Publication publication =
        new Publication(
            Ids.next(),
            command.campaign(),
            given.id(),
            command.holder(),
            command.sourceId(),
            journal.now());
    book.publish(publication);
    PublicationView view = view(publication);
    journal.raise(new Event("voucher.published", given.id(), requestId, view));
    boolean shownOnce = waiting.isEmpty() && !command.spare().kept();
    return Outcome.created(shownOnce ? view.withCode(command.spare().code()) : view, view);
  }

  private PublicationView view(Publication publication) {
    return new PublicationView(
        publication.id(),
        publication.campaignId(),
        publication.holder(),
        publication.sourceId(),
        book.view(book.voucher(publication.voucherId())),
        publication.createdAt());
  }

  List<UUID> releaseExpired(ReleaseExpired command, String requestId) {
    for (UUID id : command.voucherIds()) {
      Voucher voucher = book.voucher(id);
      releases.releaseIfExpired(voucher, requestId);
    }
    return command.voucherIds();
  }

  private VoucherView raised(String type, UUID voucherId, String requestId) {
    VoucherView view = book.view(book.voucher(voucherId));
    journal.raise(new Event(type, voucherId, requestId, view));
    return view;
  }
}
