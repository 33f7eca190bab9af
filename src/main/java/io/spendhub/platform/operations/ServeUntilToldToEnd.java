package io.spendhub.platform.operations;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.spendhub.platform.serving.ServedParts;
import io.spendhub.platform.startup.Setting;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** The service itself. */
public final class ServeUntilToldToEnd implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger(ServeUntilToldToEnd.class);

  private final ServedParts served;

  ServeUntilToldToEnd(ServedParts served) {
    this.served = served;
  }

  @Override
  public int run(String... arguments) {
    if (Setting.value("SPENDHUB_ADMIN_KEY").isEmpty()) {
      LOG.warn("SPENDHUB_ADMIN_KEY is not set: no organization can be created or listed.");
    }
    Config config = ConfigProvider.getConfig();
    LOG.infof(
        "SpendHub %s serves %son port %s.",
        config.getValue("quarkus.application.version", String.class),
        served.isAll() ? "" : served + " ",
        config.getValue("quarkus.http.port", String.class));
    Quarkus.waitForExit();
    LOG.info("SpendHub ends.");
    return 0;
  }
}
