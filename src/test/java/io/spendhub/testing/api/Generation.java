package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.Until;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A job that makes vouchers, known by its id. */
public record Generation(Spending spending, String campaignId, String id) {
  private static final Set<String> ENDS = Set.of("DONE", "CANCELLED", "FAILED");

  /** Drafts a campaign. */
  public static String campaign(Spending spending, Map<String, ?> body) {
    Response drafted = spending.post("/v1/campaigns", body);
    assertThat(drafted.statusCode()).as(drafted.asString()).isEqualTo(201);
    return drafted.path("id");
  }

  /** The body of a campaign of discounts, whose codes look like this. */
  public static Map<String, Object> discount(Map<String, ?> code) {
    return Map.of(
        "name",
        "Sale",
        "type",
        "DISCOUNT",
        "discount",
        Map.of("kind", "PERCENT", "value", 10),
        "code",
        code);
  }

  /** The body of a campaign of gift cards of this many minor units. */
  public static Map<String, Object> giftCard(long amount) {
    return Map.of("name", "Gifts", "type", "GIFT_CARD", "amount", amount);
  }

  public static String pathOf(String campaignId) {
    return "/v1/campaigns/" + campaignId + "/generations";
  }

  /** Asks for so many vouchers of a campaign. */
  public static Generation of(Spending spending, String campaignId, long count) {
    Response asked = spending.post(pathOf(campaignId), Map.of("count", count));
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    return new Generation(spending, campaignId, asked.path("id"));
  }

  public String path() {
    return "/v1/jobs/" + id;
  }

  public UUID uuid() {
    return UUID.fromString(id);
  }

  public JsonPath now() {
    Response shown = spending.get(path());
    assertThat(shown.statusCode()).as(shown.asString()).isEqualTo(200);
    return shown.jsonPath();
  }

  public String status() {
    return now().getString("status");
  }

  public long done() {
    return now().getLong("done");
  }

  public Response cancel() {
    return spending.act(path() + "/cancel");
  }

  /** Waits for the end, whichever it is. */
  public Generation ended() {
    Until.holds(() -> ENDS.contains(status()));
    return this;
  }

  /** Waits until it is done, and has made what it should. */
  public Generation completed() {
    JsonPath shown = ended().now();
    assertThat(shown.getString("status")).as(shown.prettify()).isEqualTo("DONE");
    assertThat(shown.getLong("done")).isEqualTo(shown.getLong("total"));
    return this;
  }

  /** Waits until it has begun and is not at its end. */
  public Generation underWay() {
    Until.holds(() -> done() > 0);
    assertThat(status()).as(now().prettify()).isEqualTo("RUNNING");
    return this;
  }

  /** What the campaign's vouchers are told apart by. */
  public List<String> keys() {
    return Stored.texts(
        "select code_key from vouchers.vouchers where campaign_id = ?",
        UUID.fromString(campaignId));
  }
}
