package io.spendhub.faults;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.platform.postgres.EmbeddedPostgres;
import io.spendhub.testing.LonelyPrimary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/**
 * A service on a server of its own, whose commits can be made to wait; used beside {@link
 * io.spendhub.testing.PostgresResource}. Quarkus loads this class more than once, so the address is
 * kept in system properties.
 */
public final class LonelyPrimaryResource implements QuarkusTestResourceLifecycleManager {
  private static final String URL = "spendhub.test.lonely.url";
  private static final String PASSWORD = "spendhub.test.lonely.password";
  private static final String USER = "spendhub";

  /** Short times, because whoever tests what becomes of them has to wait for them. */
  private static final String TIMES =
      "?commitTimeout=3&options=-c%20statement_timeout=30s%20-c%20lock_timeout=1s";

  @SuppressWarnings("NullAway.Init") // set when it starts
  private Path directory;

  @SuppressWarnings("NullAway.Init") // set when it starts
  private EmbeddedPostgres server;

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("spendhub-lonely-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server = EmbeddedPostgres.start(directory, Path.of("target", "postgresql"));
    System.setProperty(URL, server.address().url());
    System.setProperty(PASSWORD, server.address().password());
    return Map.of(
        "SPENDHUB_DB_URL",
        server.address().url() + TIMES,
        "SPENDHUB_DB_USER",
        USER,
        "SPENDHUB_DB_PASSWORD",
        server.address().password());
  }

  static LonelyPrimary primary() {
    return new LonelyPrimary(
        new DatabaseAddress(System.getProperty(URL), USER, System.getProperty(PASSWORD)));
  }

  @Override
  public void stop() {
    server.close();
    FileUtils.deleteQuietly(directory.toFile());
  }

  /** After the one whose settings it replaces. */
  @Override
  public int order() {
    return 1;
  }
}
