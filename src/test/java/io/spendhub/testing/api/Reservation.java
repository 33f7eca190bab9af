package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;

/** A use of a voucher that is kept for somebody. */
public record Reservation(Voucher voucher, JsonPath answer) {

  public String id() {
    return answer.getString("id");
  }

  public String path() {
    return "/v1/reservations/" + id();
  }

  /** The body that redeems it. */
  public Map<String, Object> use() {
    return Body.with(voucher.use(), "reservationId", id());
  }

  public Redemption redeem() {
    return voucher.redeem(use());
  }

  public Response release() {
    return voucher.spending().act(path() + "/release");
  }

  public String status() {
    Response shown = voucher.spending().get(path());
    assertThat(shown.statusCode()).as(shown.asString()).isEqualTo(200);
    return shown.path("status");
  }

  /** Time does not pass for tests, so its end is moved to where it is. */
  public void endNow() {
    Stored.change(
        "update vouchers.reservations set expires_at = now() where id = ?", UUID.fromString(id()));
  }
}
