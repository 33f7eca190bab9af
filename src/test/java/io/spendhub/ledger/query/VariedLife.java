package io.spendhub.ledger.query;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.util.UUID;

/** An organization in which something of every kind has happened. */
record VariedLife(Spending spending, Wallet wallet, Wallet other, Authorization held) {
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
    return new VariedLife(spending, wallet, other, held);
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
