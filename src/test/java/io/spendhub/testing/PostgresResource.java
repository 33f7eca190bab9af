package io.spendhub.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.platform.postgres.EmbeddedPostgres;
import io.spendhub.testing.signin.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * The real PostgreSQL that tests run against, set up as the service sets up its own. One server
 * serves all tests of a JVM, over a directory that is deleted at its end.
 *
 * <p>Quarkus loads this class more than once in one JVM, each time by another class loader, so what
 * they share is kept in system properties rather than in static fields.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  /** The key that may create organizations while tests run. */
  public static final String OPERATOR_KEY = "test-operator-key";

  private static final String CARD_KEY = "test-card-key-0123456789abcdef0123456789";
  private static final String VOUCHER_KEY = "test-voucher-key-0123456789abcdef0123456789";

  private static final String WEBHOOK_KEY = "test-webhook-key-0123456789abcdef0123456789";

  /** Where the receivers of tests listen; all else that is not public stays out of reach. */
  private static final String WEBHOOK_ALLOW = "127.0.0.1/32";

  /** All tests call from one address, so its misses must not use up what the others may try. */
  private static final String GUESSES_PER_MINUTE = "100000";

  private static final Path PROGRAMS = Path.of("target", "postgresql");
  private static final String URL = "spendhub.test.database.url";
  private static final String USER = "spendhub.test.database.user";
  private static final String PASSWORD = "spendhub.test.database.password";
  private static final String DIRECTORY = "spendhub.test.database.directory";

  @Override
  public Map<String, String> start() {
    DatabaseAddress database = address();
    return Map.ofEntries(
        Map.entry("SPENDHUB_DB_URL", database.url()),
        Map.entry("SPENDHUB_DB_USER", database.user()),
        Map.entry("SPENDHUB_DB_PASSWORD", database.password()),
        Map.entry("SPENDHUB_ADMIN_KEY", OPERATOR_KEY),
        Map.entry("SPENDHUB_CARD_KEY", CARD_KEY),
        Map.entry("SPENDHUB_VOUCHER_KEY", VOUCHER_KEY),
        Map.entry("SPENDHUB_WEBHOOK_KEY", WEBHOOK_KEY),
        Map.entry("SPENDHUB_WEBHOOK_ALLOW", WEBHOOK_ALLOW),
        Map.entry("SPENDHUB_VOUCHER_GUESSES_PER_MINUTE", GUESSES_PER_MINUTE),
        Map.entry("SPENDHUB_OIDC_URL", Provider.shared()),
        Map.entry("SPENDHUB_OIDC_AUDIENCE", Provider.AUDIENCE));
  }

  /** The server outlives the single test class; it ends with the JVM. */
  @Override
  public void stop() {}

  /** A plain connection, past the service, to look at rows and to damage them. */
  public static Connection connect() throws SQLException {
    DatabaseAddress database = address();
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /** Where the database of these tests is; the first call starts it. */
  public static DatabaseAddress address() {
    Properties wholeProcess = System.getProperties();
    synchronized (wholeProcess) {
      if (System.getProperty(URL) == null) {
        launch();
      }
      return new DatabaseAddress(
          System.getProperty(URL), System.getProperty(USER), System.getProperty(PASSWORD));
    }
  }

  /** What the server of these tests has written into its log today. */
  public static String serverLog() throws IOException {
    address();
    Path folder = Path.of(System.getProperty(DIRECTORY), "postgresql", "log");
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        log.append(Files.readString(file));
      }
    }
    return log.toString();
  }

  private static void launch() {
    Path directory = temporaryDirectory();
    EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndDelete(server, directory)));
    System.setProperty(DIRECTORY, directory.toString());
    DatabaseAddress database = turkish(server.address());
    System.setProperty(URL, database.url());
    System.setProperty(USER, database.user());
    System.setProperty(PASSWORD, database.password());
  }

  /**
   * A database in whose language I and i are two letters: no rule may depend on where the operator
   * made the database. The superuser of an embedded server has the service's password.
   */
  private static DatabaseAddress turkish(DatabaseAddress usual) {
    String url = usual.url();
    String name = url.substring(url.lastIndexOf('/') + 1);
    String creation =
        "create database turkish owner %s template template0 locale_provider icu icu_locale 'tr-TR'"
            .formatted(usual.user());
    try (Connection superuser = DriverManager.getConnection(url, "postgres", usual.password());
        Statement statement = superuser.createStatement()) {
      statement.execute(creation);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return new DatabaseAddress(
        url.substring(0, url.length() - name.length()) + "turkish", usual.user(), usual.password());
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("spendhub-test-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void endAndDelete(EmbeddedPostgres server, Path directory) {
    server.close();
    FileUtils.deleteQuietly(directory.toFile());
  }
}
