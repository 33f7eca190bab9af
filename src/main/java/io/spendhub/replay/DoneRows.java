package io.spendhub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendhub.replay.client.Api;
import io.spendhub.replay.purchases.Purchase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of one wallet that an earlier run has done to their end, as the service tells it. One
 * that was cut off in the middle is not among them: what is missing of it is sent.
 */
final class DoneRows {
  private final Set<String> rows = new HashSet<>();
  private final Map<String, String> authorizations = new HashMap<>();

  /** None, of a wallet that was just made. */
  static DoneRows none() {
    return new DoneRows();
  }

  static DoneRows read(Api api, OpenWallet wallet) {
    DoneRows done = new DoneRows();
    api.each("/v1/wallets/" + wallet.id() + "/entries", done::addEntry);
    api.each("/v1/authorizations?decision=DECLINED&walletId=" + wallet.id(), done::add);
    return done;
  }

  boolean has(Purchase row) {
    return rows.contains(Integer.toString(row.number()));
  }

  /** The authorization of a purchase that was approved, whether or not it was cleared since. */
  Optional<String> authorizationOf(Purchase row) {
    return Optional.ofNullable(authorizations.get(Integer.toString(row.number())));
  }

  int count() {
    return rows.size();
  }

  private void addEntry(JsonNode entry) {
    switch (entry.path("kind").asText()) {
      // A hold alone is half a purchase.
      case "HOLD" -> authorizations.put(rowOf(entry), entry.path("authorizationId").asText());
      case "CLEARING", "REFUND", "UNLINKED_REFUND" -> add(entry);
      default -> {
        // All else is none of the file's.
      }
    }
  }

  private void add(JsonNode item) {
    String row = rowOf(item);
    if (!row.isEmpty()) {
      rows.add(row);
    }
  }

  private static String rowOf(JsonNode item) {
    return item.path("metadata").path("row").asText();
  }
}
