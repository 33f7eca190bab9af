package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.platform.events.Event;
import io.spendhub.vouchers.CardOffer;
import io.spendhub.vouchers.CardVouchers.Book;
import io.spendhub.vouchers.CardVouchers.CardUse;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.redemptions.FailureCode;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.RedemptionPolicy;
import io.spendhub.vouchers.redemptions.domain.Verdict;
import io.spendhub.vouchers.redemptions.domain.Verdict.Accepted;
import io.spendhub.vouchers.redemptions.domain.Verdict.Failed;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import java.util.Optional;
import java.util.UUID;

/** Uses of vouchers by purchases, whose transfers the purchases make themselves. */
final class CardVoucherBook implements Book {
  private final Journal journal;
  private final VoucherBook book;

  CardVoucherBook(Journal journal, VoucherBook book) {
    this.journal = journal;
    this.book = book;
  }

  @Override
  public CardOffer offer(CardUse use) {
    Voucher voucher = book.voucher(use.place().voucherId());
    CampaignState campaign = book.campaign(voucher.campaignId());
    if (!campaign.type().paysOrders()) {
      return refused(FailureCode.RULE_VIOLATED, "A wallet credit does not pay purchases.");
    }
    Verdict verdict =
        RedemptionPolicy.decide(
            book.facts(voucher.id(), use.use(), Optional.empty(), Optional.empty()), use.use());
    return switch (verdict) {
      case Failed failed -> refused(failed.code(), failed.message());
      case Accepted(long amount) -> new CardOffer.Granted(campaign.terms().discount(), amount);
    };
  }

  private CardOffer refused(FailureCode code, String message) {
    book.note(code.code());
    return new CardOffer.Refused(code.code(), message);
  }

  @Override
  public void redeem(
      UUID redemptionId, CardUse use, long amount, UUID authorizationId, String requestId) {
    Voucher voucher = book.voucher(use.place().voucherId());
    CampaignState campaign = book.campaign(voucher.campaignId());
    Redemption redemption =
        Redemption.made(
            redemptionId,
            voucher,
            campaign.currency(),
            use.use(),
            amount,
            Optional.empty(),
            Optional.empty(),
            Optional.of(authorizationId),
            journal.now());
    new VoucherPostings(journal).draw(campaign, amount, redemption.id());
    book.redeem(redemption);
    book.note(VoucherMetrics.SUCCEEDED);
    journal.raise(
        new Event(
            "redemption.succeeded",
            redemption.id(),
            requestId,
            redemption.view(campaign.type(), voucher.code())));
  }

  @Override
  public void settle(UUID redemptionId, long needed, boolean returned, String requestId) {
    Redemption before = book.redemption(redemptionId);
    Redemption after = before.settled(needed, returned);
    if (after.equals(before)) {
      return;
    }
    CampaignState campaign = book.campaign(before.campaignId());
    long less = before.kept() - after.kept();
    new VoucherPostings(journal).restore(campaign, less, redemptionId);
    book.settle(before, after);
    Voucher voucher = book.voucher(before.voucherId());
    new Releases(journal, book).releaseIfExpired(voucher, requestId);
    journal.raise(
        new Event(
            "redemption.rolled_back",
            redemptionId,
            requestId,
            after.view(campaign.type(), voucher.code())));
  }
}
