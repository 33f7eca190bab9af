package io.spendhub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.replay.client.Api;
import io.spendhub.replay.client.Json;
import io.spendhub.replay.purchases.Amount;
import io.spendhub.replay.purchases.Purchase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends the rows of one card, in order where order matters.
 *
 * <p>What a purchase is answered depends on the purchases before it and on what was refunded of
 * them, of its own card alone: only cards have limits, and a wallet can pay for all of its
 * purchases. A hold counts what its clearing counts. So purchases in a row go in one call, which
 * decides them in their order; then their clearings, each beside the others; then the refunds that
 * come next, likewise; and only then more purchases.
 */
final class Lane implements Runnable {
  /** So few that, with as many calls in flight as there may be, the service has room for all. */
  private static final int MOST_IN_A_CALL = 32;

  private final Api api;
  private final Keys keys;
  private final String cardId;
  private final List<Purchase> rows;
  private final DoneRows done;
  private final Runnable rowDone;
  private final Links links = new Links();

  /**
   * Makes what sends the rows.
   *
   * @param rows in file order, all of this card
   */
  Lane(Api api, Keys keys, String cardId, List<Purchase> rows, DoneRows done, Runnable rowDone) {
    this.api = api;
    this.keys = keys;
    this.cardId = cardId;
    this.rows = rows;
    this.done = done;
    this.rowDone = rowDone;
  }

  int length() {
    return rows.size();
  }

  @Override
  public void run() {
    List<Purchase> purchases = new ArrayList<>();
    List<Purchase> refunds = new ArrayList<>();
    for (Purchase row : rows) {
      boolean full = purchases.size() == MOST_IN_A_CALL;
      if (row.isPurchase() && (full || !refunds.isEmpty())) {
        send(purchases, refunds);
        purchases.clear();
        refunds.clear();
      }
      (row.isPurchase() ? purchases : refunds).add(row);
    }
    send(purchases, refunds);
  }

  private void send(List<Purchase> purchases, List<Purchase> refunds) {
    buy(purchases);
    refund(refunds);
  }

  /** What is there already is not sent again, but what comes later may refer to it. */
  private void buy(List<Purchase> purchases) {
    Map<Purchase, String> approved = new HashMap<>();
    List<Purchase> undecided = new ArrayList<>();
    for (Purchase row : purchases) {
      Optional<String> authorization = done.authorizationOf(row);
      authorization.ifPresent(id -> approved.put(row, id));
      if (authorization.isEmpty() && !done.has(row)) {
        undecided.add(row);
      }
    }
    if (!undecided.isEmpty()) {
      authorize(undecided, approved);
    }
    List<Runnable> clearings = new ArrayList<>();
    for (Purchase row : purchases) {
      Optional<String> authorization = Optional.ofNullable(approved.get(row));
      authorization.ifPresent(id -> links.remember(row, id));
      if (!done.has(row)) {
        clearings.add(() -> clear(row, authorization));
      }
    }
    Lanes.run(MOST_IN_A_CALL, clearings);
  }

  /**
   * The key is for this call and its repetitions only, since another run may have other rows to
   * send in one call. Across runs it is the network reference by which a row is known again.
   */
  private void authorize(List<Purchase> purchases, Map<Purchase, String> approved) {
    ObjectNode body = Json.object();
    ArrayNode items = body.putArray("items");
    for (Purchase row : purchases) {
      items.add(onCard(row).put("networkReference", keys.of(row, "authorization")));
    }
    JsonNode answers =
        api.postItems("/v1/authorizations/batch", UUID.randomUUID().toString(), body);
    for (int place = 0; place < purchases.size(); place++) {
      JsonNode authorization = answers.path(place).path("authorization");
      if (authorization.path("decision").asText().equals("APPROVED")) {
        approved.put(purchases.get(place), authorization.path("id").asText());
      }
    }
  }

  private void clear(Purchase row, Optional<String> authorization) {
    authorization.ifPresent(
        id -> api.tell(operation(id, "clearings"), keys.of(row, "clearing"), amountOf(row)));
    rowDone.run();
  }

  private void refund(List<Purchase> refunds) {
    List<Runnable> credits = new ArrayList<>();
    for (Purchase row : refunds) {
      Optional<String> purchase = links.take(row);
      if (!done.has(row)) {
        credits.add(() -> credit(row, purchase));
      }
    }
    Lanes.run(MOST_IN_A_CALL, credits);
  }

  private void credit(Purchase row, Optional<String> purchase) {
    if (purchase.isPresent()) {
      api.tell(operation(purchase.get(), "refunds"), keys.of(row, "refund"), amountOf(row));
    } else {
      api.tell("/v1/refunds", keys.of(row, "unlinked-refund"), onCard(row));
    }
    rowDone.run();
  }

  private static String operation(String authorizationId, String kind) {
    return "/v1/authorizations/" + authorizationId + "/" + kind;
  }

  private ObjectNode onCard(Purchase row) {
    ObjectNode body = amountOf(row);
    body.put("cardId", cardId).put("currency", row.billed().currency());
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
