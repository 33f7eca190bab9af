package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import java.util.Optional;
import java.util.UUID;

/**
 * The transfers of vouchers. A campaign pays for all that its vouchers give: at the redemption of a
 * discount, and for what carries a balance when it is issued.
 */
public record VoucherPostings(Journal journal) {
  /** A voucher is issued with a balance, or topped up. */
  public void issue(CampaignState campaign, long amount, UUID subject) {
    post(Purpose.VOUCHER_ISSUE, campaign.id(), liability(campaign), amount, subject);
  }

  /** What a voucher still carried goes back to its campaign. */
  void release(CampaignState campaign, long amount, UUID subject) {
    post(Purpose.VOUCHER_RELEASE, liability(campaign), campaign.id(), amount, subject);
  }

  void redeem(CampaignState campaign, Redemption redemption) {
    long amount = redemption.amount();
    UUID subject = redemption.id();
    switch (campaign.type().payee()) {
      case WALLET -> {
        UUID wallet = redemption.walletId().orElseThrow();
        post(Purpose.WALLET_CREDIT, liability(campaign), wallet, amount, subject);
      }
      case SHOP -> {
        draw(campaign, amount, subject);
        post(Purpose.REDEMPTION, campaign.id(), shops(campaign), amount, subject);
      }
    }
  }

  void rollBack(CampaignState campaign, Redemption redemption, long amount) {
    UUID subject = redemption.id();
    switch (campaign.type().payee()) {
      case WALLET -> {
        UUID wallet = redemption.walletId().orElseThrow();
        post(Purpose.WALLET_CREDIT_ROLLBACK, wallet, liability(campaign), amount, subject);
      }
      case SHOP -> {
        post(Purpose.ROLLBACK, shops(campaign), campaign.id(), amount, subject);
        restore(campaign, amount, subject);
      }
    }
  }

  /** A campaign takes what it pays with from what a gift card carries. */
  void draw(CampaignState campaign, long amount, UUID subject) {
    if (campaign.type().carriesBalance()) {
      post(Purpose.VOUCHER_DRAW, liability(campaign), campaign.id(), amount, subject);
    }
  }

  /** A campaign gives a gift card back what it did not pay in the end. */
  void restore(CampaignState campaign, long amount, UUID subject) {
    if (campaign.type().carriesBalance()) {
      post(Purpose.VOUCHER_RESTORE, campaign.id(), liability(campaign), amount, subject);
    }
  }

  private UUID liability(CampaignState campaign) {
    return journal.systemAccount(SystemAccount.VOUCHER_LIABILITY, campaign.currency());
  }

  private UUID shops(CampaignState campaign) {
    return journal.systemAccount(SystemAccount.VOUCHER_SETTLEMENT, campaign.currency());
  }

  private void post(Purpose purpose, UUID debit, UUID credit, long amount, UUID subject) {
    if (amount > 0) {
      journal.post(
          new Posting(
              purpose,
              debit,
              credit,
              amount,
              Optional.of(subject),
              Optional.empty(),
              Optional.empty()));
    }
  }
}
