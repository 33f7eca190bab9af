package io.spendhub.testing.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Variations of JSON bodies. */
public final class Body {
  private Body() {}

  /** A body with one field more, or with another value for one that it has. */
  public static Map<String, Object> with(Map<String, ?> body, String field, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(body);
    changed.put(field, value);
    return changed;
  }

  public static Map<String, Object> without(Map<String, ?> body, String field) {
    Map<String, Object> changed = new LinkedHashMap<>(body);
    changed.remove(field);
    return changed;
  }
}
