package io.spendhub.replay;

import io.spendhub.replay.purchases.Purchase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the purchase that a refund belongs to, among the approved ones of one wallet: the latest of
 * the same card and merchant whose unrefunded amount covers it, preferring one where it equals it.
 * Declined purchases are never remembered, so nothing is linked to them.
 */
public final class Links {
  private record CardAtMerchant(String last4, String merchant) {}

  private record Approved(String authorizationId, long unrefunded) {}

  private final Map<CardAtMerchant, List<Approved>> purchases = new HashMap<>();

  public void remember(Purchase purchase, String authorizationId) {
    purchases
        .computeIfAbsent(cardAtMerchant(purchase), where -> new ArrayList<>())
        .add(new Approved(authorizationId, purchase.billed().minor()));
  }

  /** The authorization that this refund is taken from, or empty if it is a credit of its own. */
  public Optional<String> take(Purchase refund) {
    List<Approved> candidates = purchases.getOrDefault(cardAtMerchant(refund), List.of());
    long amount = refund.billed().abs().minor();
    int index = latestThatSuits(candidates, amount);
    if (index < 0) {
      return Optional.empty();
    }
    Approved purchase = candidates.get(index);
    if (purchase.unrefunded() == amount) {
      candidates.remove(index);
    } else {
      candidates.set(
          index, new Approved(purchase.authorizationId(), purchase.unrefunded() - amount));
    }
    return Optional.of(purchase.authorizationId());
  }

  private static int latestThatSuits(List<Approved> candidates, long amount) {
    int covering = -1;
    ListIterator<Approved> latestFirst = candidates.listIterator(candidates.size());
    while (latestFirst.hasPrevious()) {
      int index = latestFirst.previousIndex();
      long unrefunded = latestFirst.previous().unrefunded();
      if (unrefunded == amount) {
        return index;
      }
      if (covering < 0 && unrefunded > amount) {
        covering = index;
      }
    }
    return covering;
  }

  private static CardAtMerchant cardAtMerchant(Purchase row) {
    return new CardAtMerchant(row.last4(), row.merchant());
  }
}
