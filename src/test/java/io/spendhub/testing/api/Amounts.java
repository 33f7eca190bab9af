package io.spendhub.testing.api;

import io.restassured.path.json.JsonPath;

/** How much of an authorization is where, in minor units. */
public record Amounts(
    long approved, long held, long cleared, long refunded, long released, long excess) {
  static Amounts of(JsonPath authorization) {
    return new Amounts(
        authorization.getLong("approvedAmount"),
        authorization.getLong("heldAmount"),
        authorization.getLong("clearedAmount"),
        authorization.getLong("refundedAmount"),
        authorization.getLong("releasedAmount"),
        authorization.getLong("excessAmount"));
  }

  /** All of it on hold. */
  public static Amounts held(long amount) {
    return new Amounts(amount, amount, 0, 0, 0, 0);
  }

  /** Nothing moved. */
  public static Amounts none() {
    return new Amounts(0, 0, 0, 0, 0, 0);
  }
}
