package io.spendhub.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service whose statements are noted; used beside {@link PostgresResource}. */
public final class WatchedDatabase implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "quarkus.datasource.jdbc.driver", WatchedDriver.class.getName(),
        "quarkus.datasource.read.jdbc.driver", WatchedDriver.class.getName());
  }
}
