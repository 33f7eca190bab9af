package io.spendhub.ledger.query;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.UUID;

/** An organization in which something of every kind has happened. */
record VariedLife(
    Spending spending,
    Wallet wallet,
    Wallet other,
    Authorization held,
    Campaign gifts,
    Authorization discounted) {
  private static final int LONGEST_WAIT_MILLIS = 60_000;
  private static final int PAUSE_MILLIS = 50;

  static VariedLife lived() {
    Spending spending = Spending.inANewOrganization();
    Wallet wallet = spending.walletWith(gbp(10_000));
    Wallet other = spending.walletWith(gbp(10_000));
    Card card = wallet.card(Limit.of("LIFETIME", 5_000));
    Authorization held = card.authorize(300).clear(50).reverse(20);
    card.authorize(400).clear(500).refund(120);
    card.authorize(100).reverse(100).clear(30);
    assertThat(card.authorize(6_000).approved()).isFalse();
    wallet.card().forcePost(12_000);
    wallet.card().refund(70);
    other.withdraw(5);
    spending.move("/v1/transfers", Body.with(other.transfer(wallet, 9), "reference", "March"));
    Campaign gifts = Campaign.active(spending, Campaign.giftCard(1_000));
    useVouchers(gifts, other);
    return new VariedLife(spending, wallet, other, held, gifts, discounted(other));
  }

  private static void useVouchers(Campaign gifts, Wallet credited) {
    Voucher gift = gifts.voucher();
    gift.topUp(200);
    gift.redeem(Body.with(gift.on("order-1", 300), "holder", "ann")).rollBack(40);
    gift.reserve(Body.with(gift.take(50), "holder", "ann"));
    gifts.publish("bob", "order-2");
    Campaign thanks = Campaign.active(gifts.spending(), Campaign.walletCredit(70));
    Voucher credit = thanks.voucher();
    credit.redeem(Body.with(credit.use(), "walletId", credited.id()));
    thanks.voucher();
  }

  /** 149 of 999 are the voucher's, of which it has paid 74 and keeps the rest. */
  private static Authorization discounted(Wallet wallet) {
    Voucher sale = Campaign.active(wallet.spending(), Campaign.percent(15)).voucher();
    sale.redeem(sale.on(100)).rollBack();
    Card card = wallet.card();
    return card.authorize(Body.with(card.purchase(999), "voucherCode", sale.code()))
        .clear(500)
        .refund(100);
  }

  UUID organizationId() {
    return spending.organizationId();
  }

  /** Waits until the sealer has come by: it works behind the calls, several times a second. */
  VariedLife sealed() throws InterruptedException {
    for (int waited = 0; unsealed() > 0; waited += PAUSE_MILLIS) {
      assertThat(waited).as("the sealer does not come by").isLessThan(LONGEST_WAIT_MILLIS);
      Thread.sleep(PAUSE_MILLIS);
    }
    return this;
  }

  private long unsealed() {
    return Stored.number(
        "select count(*) from ledger.commits where organization_id = ? and number is null",
        organizationId());
  }
}
