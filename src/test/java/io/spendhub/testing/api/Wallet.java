package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A wallet, known by its id. */
public record Wallet(Spending spending, String id, String currency) {
  private static final int PAGE = 200;

  public String path() {
    return "/v1/wallets/" + id;
  }

  /** The body of a top-up or a withdrawal. */
  public Map<String, Object> money(long amount) {
    return Map.of("amount", amount, "currency", currency);
  }

  public Response topUp(long amount) {
    return spending.move(path() + "/top-ups", money(amount));
  }

  public Response withdraw(long amount) {
    return spending.move(path() + "/withdrawals", money(amount));
  }

  public Response transferTo(Wallet other, long amount) {
    return spending.move("/v1/transfers", transfer(other, amount));
  }

  /** The body of a transfer. */
  public Map<String, Object> transfer(Wallet other, long amount) {
    return Map.of(
        "fromWalletId", id, "toWalletId", other.id(), "amount", amount, "currency", currency);
  }

  /** Changes the wallet at the version that it has now. */
  public Response change(Map<String, ?> changes) {
    return spending.change(path(), changes);
  }

  /** Changes the limits, and expects that to be allowed. */
  public void limit(Limit... limits) {
    Response changed = change(Map.of("limits", Arrays.stream(limits).map(Limit::fields).toList()));
    assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
  }

  public Used used(String window) {
    return Used.of(spending.get(path() + "/limits"), window);
  }

  public Response freeze() {
    return spending.act(path() + "/freeze");
  }

  public Response unfreeze() {
    return spending.act(path() + "/unfreeze");
  }

  public Response close() {
    return spending.act(path() + "/close");
  }

  public Balance balance() {
    Response shown = spending.get(path());
    assertThat(shown.statusCode()).as(shown.asString()).isEqualTo(200);
    return Balance.of(shown.jsonPath(), "balance");
  }

  /** The statement, newest entry first. */
  public List<Map<String, Object>> entries() {
    return spending.all(path() + "/entries", PAGE);
  }

  /** The body that issues a card on this wallet to a new user. */
  public Map<String, Object> issue(Limit... limits) {
    return Map.of(
        "walletId",
        id,
        "holderId",
        spending.newUser(),
        "type",
        "VIRTUAL",
        "limits",
        Arrays.stream(limits).map(Limit::fields).toList());
  }

  /** A card of this type. */
  public Card cardOf(String type) {
    return card(Body.with(issue(), "type", type));
  }

  /** A card that may be used where these controls allow it. */
  public Card controlled(Map<String, ?> controls) {
    return card(Body.with(issue(), "controls", controls));
  }

  /** A card of a new user on this wallet. */
  public Card card(Limit... limits) {
    return card(issue(limits));
  }

  public Card card(Map<String, ?> issue) {
    Response issued = spending.post("/v1/cards", issue);
    assertThat(issued.statusCode()).as(issued.asString()).isEqualTo(201);
    return new Card(this, issued.path("id"));
  }
}
