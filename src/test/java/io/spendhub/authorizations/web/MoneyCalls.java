package io.spendhub.authorizations.web;

import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Cash;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Every POST that moves money, each with a body that it accepts, in one organization. */
record MoneyCalls(Spending spending, Map<String, Call> byName) {
  /** A path and a body for it. */
  record Call(String path, Map<String, Object> body) {}

  static final String TOP_UP = "top-up";

  /** The names of the calls, the same in every organization. */
  static Set<String> names() {
    return Set.of(
        TOP_UP,
        "withdrawal",
        "transfer",
        "authorization",
        "force-post",
        "unlinked refund",
        "increment",
        "clearing",
        "reversal",
        "refund");
  }

  static MoneyCalls of(Spending spending) {
    Wallet wallet = spending.walletWith(Cash.gbp(10_000));
    Wallet other = spending.walletWith(Cash.gbp(10_000));
    Card card = wallet.card();
    Authorization held = card.authorize(1_000).clear(500);
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put(TOP_UP, new Call(wallet.path() + "/top-ups", wallet.money(10)));
    calls.put("withdrawal", new Call(wallet.path() + "/withdrawals", wallet.money(10)));
    calls.put("transfer", new Call("/v1/transfers", wallet.transfer(other, 10)));
    calls.put("authorization", new Call("/v1/authorizations", card.purchase(10)));
    calls.put("force-post", new Call("/v1/force-posts", card.purchase(10)));
    calls.put("unlinked refund", new Call("/v1/refunds", card.purchase(10)));
    calls.put("increment", new Call(held.path() + "/increments", Map.of("amount", 10)));
    calls.put("clearing", new Call(held.path() + "/clearings", Map.of("amount", 10)));
    calls.put("reversal", new Call(held.path() + "/reversals", Map.of("amount", 10)));
    calls.put("refund", new Call(held.path() + "/refunds", Map.of("amount", 10)));
    return new MoneyCalls(spending, calls);
  }

  Call get(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }
}
