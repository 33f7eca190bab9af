package io.spendhub.replay;

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
final class Links {
  private record Place(String last4, String merchant) {}

  private record Purchase(String authorizationId, long unrefunded) {}

  private final Map<Place, List<Purchase>> purchases = new HashMap<>();

  void remember(Row purchase, String authorizationId) {
    purchases
        .computeIfAbsent(placeOf(purchase), place -> new ArrayList<>())
        .add(new Purchase(authorizationId, purchase.billed().minor()));
  }

  /** The authorization that this refund is taken from, or empty if it is a credit of its own. */
  Optional<String> take(Row refund) {
    List<Purchase> candidates = purchases.getOrDefault(placeOf(refund), List.of());
    long amount = refund.billed().abs().minor();
    int index = latestThatSuits(candidates, amount);
    if (index < 0) {
      return Optional.empty();
    }
    Purchase purchase = candidates.get(index);
    if (purchase.unrefunded() == amount) {
      candidates.remove(index);
    } else {
      candidates.set(
          index, new Purchase(purchase.authorizationId(), purchase.unrefunded() - amount));
    }
    return Optional.of(purchase.authorizationId());
  }

  private static int latestThatSuits(List<Purchase> candidates, long amount) {
    int covering = -1;
    ListIterator<Purchase> latestFirst = candidates.listIterator(candidates.size());
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

  private static Place placeOf(Row row) {
    return new Place(row.last4(), row.merchant());
  }
}
