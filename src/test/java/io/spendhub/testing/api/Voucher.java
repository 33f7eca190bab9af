package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;

/** A voucher, known by its code. */
public record Voucher(Campaign campaign, String id, String code) {

  public Spending spending() {
    return campaign.spending();
  }

  public String path() {
    return "/v1/vouchers/" + code;
  }

  public UUID uuid() {
    return UUID.fromString(id);
  }

  public JsonPath now() {
    Response shown = spending().get(path());
    assertThat(shown.statusCode()).as(shown.asString()).isEqualTo(200);
    return shown.jsonPath();
  }

  public long balance() {
    return now().getLong("balance");
  }

  /** The body of a use that says nothing but the code. */
  public Map<String, Object> use() {
    return Map.of("code", code);
  }

  /** The body of a use that takes so much of what the voucher carries. */
  public Map<String, Object> take(long amount) {
    return Body.with(use(), "amount", amount);
  }

  /** The body of a use for an order of so much, in the campaign's currency. */
  public Map<String, Object> on(long orderAmount) {
    return Body.with(use(), "order", order(orderAmount));
  }

  /** The body of a use for an order that others may be used for too. */
  public Map<String, Object> on(String orderId, long orderAmount) {
    return Body.with(use(), "order", Body.with(order(orderAmount), "id", orderId));
  }

  private Map<String, Object> order(long amount) {
    return Map.of("amount", amount, "currency", campaign.currency());
  }

  /** Tries to use the voucher, whatever it may be answered. */
  public Response attempt(Map<String, ?> use) {
    return spending().move("/v1/redemptions", use);
  }

  public Redemption redeem(Map<String, ?> use) {
    return Redemption.made(this, attempt(use));
  }

  /** Tries to keep a use, whatever it may be answered. */
  public Response tryToReserve(Map<String, ?> use) {
    return spending().post("/v1/reservations", use);
  }

  public Reservation reserve(Map<String, ?> use) {
    Response reserved = tryToReserve(use);
    assertThat(reserved.statusCode()).as(reserved.asString()).isEqualTo(201);
    return new Reservation(this, reserved.jsonPath());
  }

  /** Whether it would work, and how much; the code is in the path and not in the use. */
  public JsonPath validate(Map<String, ?> use) {
    Response validated = spending().post(path() + "/validations", Body.without(use, "code"));
    assertThat(validated.statusCode()).as(validated.asString()).isEqualTo(200);
    return validated.jsonPath();
  }

  public Response topUp(long amount) {
    return spending()
        .move(path() + "/top-ups", Map.of("amount", amount, "currency", campaign.currency()));
  }

  public Response disable() {
    return spending().act(path() + "/disable");
  }

  public Response enable() {
    return spending().act(path() + "/enable");
  }
}
