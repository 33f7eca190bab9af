package io.spendhub.testing.api;

import java.util.Map;

/** A limit on spending, as a caller states it. */
public record Limit(Map<String, Object> fields) {
  /** At most this many minor units in each window. */
  public static Limit of(String window, long amount) {
    return new Limit(Map.of("window", window, "amount", amount));
  }

  public static Limit daily(long amount) {
    return of("DAILY", amount);
  }

  public static Limit monthly(long amount) {
    return of("MONTHLY", amount);
  }

  /** At most this many authorizations in each window. */
  public static Limit ofCount(String window, long count) {
    return new Limit(Map.of("window", window, "count", count));
  }

  /** The same limit, with windows that begin by the clocks of this zone. */
  public Limit in(String timezone) {
    return new Limit(Body.with(fields, "timezone", timezone));
  }
}
