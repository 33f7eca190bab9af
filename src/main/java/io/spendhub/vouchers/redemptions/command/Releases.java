package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.platform.events.Event;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.redemptions.domain.RedemptionPolicy;
import io.spendhub.vouchers.redemptions.domain.Voucher;

/** What expired vouchers carry goes back to their campaigns. */
record Releases(Journal journal, VoucherBook book) {
  /** Takes from an expired voucher what it carries and nobody has reserved. */
  void releaseIfExpired(Voucher voucher, String requestId) {
    CampaignState campaign = book.campaign(voucher.campaignId());
    if (!RedemptionPolicy.hasExpired(campaign, voucher, journal.now())) {
      return;
    }
    long amount = voucher.spendable();
    boolean last = voucher.reserved() == 0 && voucher.releasedAt().isEmpty();
    new VoucherPostings(journal).release(campaign, amount, voucher.id());
    book.carry(last ? voucher.emptied().released(journal.now()) : voucher.emptied());
    if (amount > 0 || last) {
      journal.raise(
          new Event(
              "voucher.expired", voucher.id(), requestId, book.view(book.voucher(voucher.id()))));
    }
  }
}
