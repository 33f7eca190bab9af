package io.spendhub.faults;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A POST that moves money, under its own key, so that it can be sent again. */
record Command(String path, Map<String, ?> body, String key) {
  Command(String path, Map<String, ?> body) {
    this(path, body, UUID.randomUUID().toString());
  }

  /** The amount that it names, in minor units. */
  long amount() {
    return amountIn(body);
  }

  static long amountIn(Map<String, ?> body) {
    return ((Number) Objects.requireNonNull(body.get("amount"))).longValue();
  }

  /** A field of the body. */
  String text(String field) {
    return textIn(body, field);
  }

  static String textIn(Map<String, ?> body, String field) {
    return Objects.requireNonNull(body.get(field), field).toString();
  }
}
