package io.spendhub.platform.connections.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.util.HostSpec;

/**
 * PostgreSQL's driver for a pool, which says by two properties of its own how many connections it
 * may have, {@code places}, and for how many seconds the answer to a commit is waited for, {@code
 * commitTimeout}. Without them, in either, it is PostgreSQL's driver.
 */
public final class CountedDriver extends Driver {
  private static final String PLACES = "places";

  /** The name of the property. */
  public static final String COMMIT_TIMEOUT = "commitTimeout";

  private static final String USUAL_COMMIT_TIMEOUT = "20";

  @Override
  public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
    Properties properties = acceptsURL(url) ? parseURL(url, info) : null;
    if (properties == null || properties.getProperty(PLACES) == null) {
      return super.connect(url, info);
    }
    ServerProcesses processes =
        ServerProcesses.of(
            String.valueOf(PGProperty.APPLICATION_NAME.getOrDefault(properties)),
            Integer.parseInt(properties.getProperty(PLACES)));
    Duration patience =
        Duration.ofSeconds(
            Long.parseLong(properties.getProperty(COMMIT_TIMEOUT, USUAL_COMMIT_TIMEOUT)));
    return processes.opened(
        () -> new CountedConnection(hosts(properties), properties, url, processes, patience),
        () -> super.connect(url, info));
  }

  private static HostSpec[] hosts(Properties properties) {
    String[] hosts = String.valueOf(PGProperty.PG_HOST.getOrDefault(properties)).split(",", -1);
    String[] ports = String.valueOf(PGProperty.PG_PORT.getOrDefault(properties)).split(",", -1);
    HostSpec[] specs = new HostSpec[hosts.length];
    for (int i = 0; i < hosts.length; i++) {
      specs[i] = new HostSpec(hosts[i], Integer.parseInt(ports[i]));
    }
    return specs;
  }
}
