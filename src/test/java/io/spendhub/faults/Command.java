package io.spendhub.faults;

import java.util.Map;
import java.util.UUID;

/** A POST that moves money, under its own key, so that it can be sent again. */
record Command(String path, Map<String, ?> body, String key) {
  Command(String path, Map<String, ?> body) {
    this(path, body, UUID.randomUUID().toString());
  }
}
