package io.spendhub.testing.api;

import io.restassured.path.json.JsonPath;

/** What a wallet stands at, in minor units. */
public record Balance(long posted, long held, long available) {
  static Balance of(JsonPath balance, String at) {
    return new Balance(
        balance.getLong(at + ".posted"),
        balance.getLong(at + ".held"),
        balance.getLong(at + ".available"));
  }
}
