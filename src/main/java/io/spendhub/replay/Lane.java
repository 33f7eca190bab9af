package io.spendhub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.replay.client.Api;
import io.spendhub.replay.client.Json;
import io.spendhub.replay.purchases.Amount;
import io.spendhub.replay.purchases.Purchase;
import java.util.Optional;

/** Sends the rows of one wallet, one after another: each is answered before the next one goes. */
final class Lane implements Runnable {
  private final Api api;
  private final Keys keys;
  private final OpenWallet wallet;
  private final DoneRows done;
  private final Runnable rowDone;
  private final Links links = new Links();

  Lane(Api api, Keys keys, OpenWallet wallet, DoneRows done, Runnable rowDone) {
    this.api = api;
    this.keys = keys;
    this.wallet = wallet;
    this.done = done;
    this.rowDone = rowDone;
  }

  @Override
  public void run() {
    for (Purchase row : wallet.plan().rows()) {
      if (done.has(row)) {
        recall(row);
        continue;
      }
      if (row.isPurchase()) {
        buy(row);
      } else {
        refund(row);
      }
      rowDone.run();
    }
  }

  /** What is there already is not sent again, but what comes later may refer to it. */
  private void recall(Purchase row) {
    if (row.isPurchase()) {
      done.authorizationOf(row).ifPresent(id -> links.remember(row, id));
    } else {
      links.take(row);
    }
  }

  private void buy(Purchase row) {
    JsonNode authorization =
        api.post("/v1/authorizations", keys.of(row, "authorization"), onCard(row));
    if (authorization.path("decision").asText().equals("APPROVED")) {
      String id = authorization.path("id").asText();
      api.tell(operation(id, "clearings"), keys.of(row, "clearing"), amountOf(row));
      links.remember(row, id);
    }
  }

  private void refund(Purchase row) {
    Optional<String> purchase = links.take(row);
    if (purchase.isPresent()) {
      api.tell(operation(purchase.get(), "refunds"), keys.of(row, "refund"), amountOf(row));
    } else {
      api.tell("/v1/refunds", keys.of(row, "unlinked-refund"), onCard(row));
    }
  }

  private static String operation(String authorizationId, String kind) {
    return "/v1/authorizations/" + authorizationId + "/" + kind;
  }

  private ObjectNode onCard(Purchase row) {
    ObjectNode body = amountOf(row);
    body.put("cardId", wallet.cardIds().get(row.last4())).put("currency", row.billed().currency());
    body.putObject("merchant").put("name", row.merchant());
    return body;
  }

  private static ObjectNode amountOf(Purchase row) {
    ObjectNode body = Json.object().put("amount", row.billed().abs().minor());
    if (row.isForeign()) {
      Amount original = row.original().abs();
      body.putObject("original")
          .put("amount", original.minor())
          .put("currency", original.currency());
    }
    body.put("occurredAt", row.occurredAt().toString());
    body.putObject("metadata")
        .put("row", Integer.toString(row.number()))
        .put("category", row.category());
    return body;
  }
}
