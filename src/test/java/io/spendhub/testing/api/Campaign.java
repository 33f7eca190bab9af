package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;

/** A campaign of vouchers, known by its id. */
public record Campaign(Spending spending, String id, String currency) {

  /** The body of a campaign that takes a share off every order, in the organization's currency. */
  public static Map<String, Object> percent(int value) {
    return Map.of(
        "name", "Sale", "type", "DISCOUNT", "discount", Map.of("kind", "PERCENT", "value", value));
  }

  /** The body of a campaign that takes so many minor units off every order. */
  public static Map<String, Object> off(long amount) {
    return Map.of(
        "name", "Sale", "type", "DISCOUNT", "discount", Map.of("kind", "AMOUNT", "value", amount));
  }

  /** The body of a campaign whose vouchers carry so much to pay with. */
  public static Map<String, Object> giftCard(long amount) {
    return Map.of("name", "Gifts", "type", "GIFT_CARD", "amount", amount);
  }

  /** The body of a campaign whose vouchers credit so much to a wallet. */
  public static Map<String, Object> walletCredit(long amount) {
    return Map.of("name", "Thanks", "type", "WALLET_CREDIT", "amount", amount);
  }

  /** The limits of a campaign, beside what it gives. */
  public static Map<String, Object> limited(Map<String, ?> body, String limit, long most) {
    return Body.with(body, "limits", Map.of(limit, most));
  }

  /** A campaign that nobody has activated yet. */
  public static Campaign drafted(Spending spending, Map<String, ?> body) {
    Response drafted = spending.post("/v1/campaigns", body);
    assertThat(drafted.statusCode()).as(drafted.asString()).isEqualTo(201);
    return new Campaign(spending, drafted.path("id"), drafted.path("currency"));
  }

  /** A campaign whose vouchers can be used. */
  public static Campaign active(Spending spending, Map<String, ?> body) {
    Campaign campaign = drafted(spending, body);
    assertThat(campaign.activate().statusCode()).isEqualTo(200);
    return campaign;
  }

  public String path() {
    return "/v1/campaigns/" + id;
  }

  public UUID uuid() {
    return UUID.fromString(id);
  }

  public Response activate() {
    return spending.act(path() + "/activate");
  }

  public Response pause() {
    return spending.act(path() + "/pause");
  }

  public Response end() {
    return spending.act(path() + "/end");
  }

  /** Changes the campaign at the version that it has now. */
  public Response change(Map<String, ?> changes) {
    return spending.change(path(), changes);
  }

  /** Changes the campaign, and expects that to be allowed. */
  public void restate(Map<String, ?> changes) {
    Response changed = change(changes);
    assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
  }

  /** The campaign is over, in the view of its schedule. */
  public void endYesterday() {
    restate(Map.of("schedule", Map.of("endsAt", "2020-01-01T00:00:00Z")));
  }

  public JsonPath now() {
    Response shown = spending.get(path());
    assertThat(shown.statusCode()).as(shown.asString()).isEqualTo(200);
    return shown.jsonPath();
  }

  /** One of the numbers of what it has given. */
  public long usage(String number) {
    return now().getLong("usage." + number);
  }

  /** The body that makes a voucher of it with a drawn code. */
  public Map<String, Object> issuing() {
    return Map.of("campaignId", id);
  }

  /** A voucher with a drawn code. */
  public Voucher voucher() {
    return voucher(issuing());
  }

  /** A voucher with this code. */
  public Voucher voucher(String code) {
    return voucher(Body.with(issuing(), "code", code));
  }

  public Voucher voucher(Map<String, ?> issuing) {
    Response issued = issue(issuing);
    assertThat(issued.statusCode()).as(issued.asString()).isEqualTo(201);
    return new Voucher(this, issued.path("id"), issued.path("code"));
  }

  /** Tries to make a voucher, whatever it may be answered. */
  public Response issue(Map<String, ?> issuing) {
    return spending.post("/v1/vouchers", issuing);
  }

  /** Gives a holder a voucher because of something that has this name. */
  public Response publish(String holder, String sourceId) {
    return spending.post(
        "/v1/publications", Map.of("campaignId", id, "holder", holder, "sourceId", sourceId));
  }
}
