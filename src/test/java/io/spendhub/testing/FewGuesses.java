package io.spendhub.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A service that lets only few codes be tried in a minute; used beside {@link PostgresResource}.
 */
public final class FewGuesses implements QuarkusTestResourceLifecycleManager {
  /** As many as the setting's usual value allows in ten seconds. */
  public static final int AT_ONCE = 10;

  @Override
  public Map<String, String> start() {
    return Map.of("SPENDHUB_VOUCHER_GUESSES_PER_MINUTE", String.valueOf(AT_ONCE));
  }

  @Override
  public void stop() {}

  /** After the one whose setting it replaces. */
  @Override
  public int order() {
    return 1;
  }
}
