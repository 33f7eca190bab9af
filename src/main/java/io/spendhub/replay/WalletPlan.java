package io.spendhub.replay;

import io.spendhub.replay.client.ReplayFailure;
import io.spendhub.replay.purchases.Amount;
import io.spendhub.replay.purchases.Purchase;
import java.util.List;

/**
 * One wallet to be and what happens on it.
 *
 * @param name the directorate, with the currency where the directorate has several wallets
 * @param rows in file order, all of this directorate and currency
 */
public record WalletPlan(String directorate, String currency, String name, List<Purchase> rows) {

  /** The sum of its purchases, so that none of them can lack funds; zero if it has none. */
  Amount topUp() {
    return sum(rows.stream().filter(Purchase::isPurchase).toList());
  }

  /** Purchases less refunds, as the file has them. */
  public Amount net() {
    return sum(rows);
  }

  /** Its cards, each once, in the order of their first row. */
  List<String> last4s() {
    return rows.stream().map(Purchase::last4).distinct().toList();
  }

  private Amount sum(List<Purchase> some) {
    try {
      return new Amount(
          some.stream().mapToLong(row -> row.billed().minor()).reduce(0, Math::addExact), currency);
    } catch (ArithmeticException tooLarge) {
      throw new ReplayFailure("The amounts of " + name + " add up to more than fits.", tooLarge);
    }
  }
}
