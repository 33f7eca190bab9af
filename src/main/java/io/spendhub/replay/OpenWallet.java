package io.spendhub.replay;

import static java.util.stream.Collectors.groupingBy;

import io.spendhub.replay.purchases.Purchase;
import java.util.List;
import java.util.Map;

/** A wallet that exists at the service, with the ids of its cards by their last four digits. */
record OpenWallet(WalletPlan plan, String id, Map<String, String> cardIds) {

  /** The rows of each of its cards, in file order. */
  Map<String, List<Purchase>> rowsByCardId() {
    return plan.rows().stream().collect(groupingBy(row -> cardIds.get(row.last4())));
  }
}
