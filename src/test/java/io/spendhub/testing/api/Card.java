package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.Map;

/** A card, known by its id. */
public record Card(Wallet wallet, String id) {
  private static final Map<String, Object> SHOP =
      Map.of("name", "Corner Shop", "mcc", "5411", "country", "GBR", "id", "shop-1");

  public String path() {
    return "/v1/cards/" + id;
  }

  public Spending spending() {
    return wallet.spending();
  }

  /** The body of a purchase at the corner shop, in the wallet's currency. */
  public Map<String, Object> purchase(long amount) {
    return Map.of("cardId", id, "amount", amount, "currency", wallet.currency(), "merchant", SHOP);
  }

  public Authorization authorize(long amount) {
    return authorize(purchase(amount));
  }

  public Authorization authorize(Map<String, ?> purchase) {
    return Authorization.made(this, spending().move("/v1/authorizations", purchase));
  }

  public Authorization forcePost(long amount) {
    return forcePost(purchase(amount));
  }

  public Authorization forcePost(Map<String, ?> purchase) {
    return Authorization.made(this, spending().move("/v1/force-posts", purchase));
  }

  /** A credit that belongs to no authorization. */
  public Response refund(long amount) {
    Response refunded = spending().move("/v1/refunds", purchase(amount));
    assertThat(refunded.statusCode()).as(refunded.asString()).isEqualTo(201);
    return refunded;
  }

  /** The body of a purchase at this merchant. */
  public Map<String, Object> purchaseAt(Map<String, ?> merchant, long amount) {
    return Body.with(purchase(amount), "merchant", merchant);
  }

  /** What a purchase would be answered. */
  public JsonPath preview(Map<String, ?> purchase) {
    Response previewed = spending().post("/v1/authorizations/preview", purchase);
    assertThat(previewed.statusCode()).as(previewed.asString()).isEqualTo(200);
    return previewed.jsonPath();
  }

  /** Changes the card at the version that it has now. */
  public Response change(Map<String, ?> changes) {
    return spending().change(path(), changes);
  }

  /** Changes the limits, and expects that to be allowed. */
  public void limit(Limit... limits) {
    Response changed = change(Map.of("limits", Arrays.stream(limits).map(Limit::fields).toList()));
    assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
  }

  public Used used(String window) {
    return Used.of(spending().get(path() + "/limits"), window);
  }

  public Response activate() {
    return spending().act(path() + "/activate");
  }

  /** Issues a card in place of this one, because it was lost. */
  public Card replace() {
    return replace(Map.of("reason", "LOST"));
  }

  public Card replace(Map<String, ?> body) {
    Response replaced = spending().post(path() + "/replace", body);
    assertThat(replaced.statusCode()).as(replaced.asString()).isEqualTo(201);
    return new Card(wallet, replaced.path("id"));
  }

  public Response freeze() {
    return spending().act(path() + "/freeze");
  }

  public Response unfreeze() {
    return spending().act(path() + "/unfreeze");
  }

  public Response close() {
    return spending().act(path() + "/close");
  }
}
