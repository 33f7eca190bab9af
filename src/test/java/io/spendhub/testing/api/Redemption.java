package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;

/** A use of a voucher as some call answered it. */
public record Redemption(Voucher voucher, JsonPath answer) {
  static Redemption made(Voucher voucher, Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return new Redemption(voucher, answer.jsonPath());
  }

  public String id() {
    return answer.getString("id");
  }

  public String path() {
    return "/v1/redemptions/" + id();
  }

  public String status() {
    return answer.getString("status");
  }

  public long amount() {
    return answer.getLong("amount");
  }

  public long discount() {
    return answer.getLong("discountAmount");
  }

  /** Gives all back that is left. */
  public Redemption rollBack() {
    return rolledBack(tryToRollBack(Map.of()));
  }

  public Redemption rollBack(long amount) {
    return rolledBack(tryToRollBack(Map.of("amount", amount)));
  }

  /** Tries to give something back, whatever it may be answered. */
  public Response tryToRollBack(Map<String, ?> body) {
    return voucher.spending().move(path() + "/rollbacks", body);
  }

  private Redemption rolledBack(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    assertThat(answer.<String>path("redemptionId")).isEqualTo(id());
    return now();
  }

  /** This redemption as it stands now. */
  public Redemption now() {
    Response shown = voucher.spending().get(path());
    assertThat(shown.statusCode()).as(shown.asString()).isEqualTo(200);
    return new Redemption(voucher, shown.jsonPath());
  }
}
