package io.spendhub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.platform.postgres.DatabaseAddress;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The program that was built last, jar or native binary, run as an operator runs it: by its command
 * line and with the database of the tests in its environment.
 */
public final class PackagedProgram {
  private static final Path BUILT = Path.of("target");
  private static final int PATIENCE_SECONDS = 600;

  private PackagedProgram() {}

  /**
   * What a run left behind.
   *
   * @param output what it wrote to both of its streams
   */
  public record Ended(int code, String output) {}

  /** Runs one command to its end, with these settings beside those of the tests' database. */
  public static Ended run(Map<String, String> settings, String... arguments) {
    Map<String, String> all = new HashMap<>(reaching(PostgresResource.address()));
    all.putAll(settings);
    return run(all, List.of(arguments));
  }

  /** Runs one command to its end on a database. */
  public static Ended run(DatabaseAddress database, String... arguments) {
    return run(reaching(database), List.of(arguments));
  }

  private static Ended run(Map<String, String> settings, List<String> arguments) {
    try {
      Path output = Files.createTempFile("spendhub-command-", ".log");
      try {
        int code = endOf(start(output, settings, arguments));
        return new Ended(code, Files.readString(output, UTF_8));
      } finally {
        Files.delete(output);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts one command, with these settings only, and leaves it to run. */
  static Process start(Path output, Map<String, String> settings, List<String> arguments)
      throws IOException {
    List<String> words = new ArrayList<>(program());
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(settings);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  private static int endOf(Process process) {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the program has not ended");
      }
      return process.exitValue();
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("waiting for the program was interrupted", told);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The settings that name a database. */
  static Map<String, String> reaching(DatabaseAddress database) {
    return Map.of(
        "SPENDHUB_DB_URL", database.url(),
        "SPENDHUB_DB_USER", database.user(),
        "SPENDHUB_DB_PASSWORD", database.password(),
        "SPENDHUB_ADMIN_KEY", PostgresResource.OPERATOR_KEY);
  }

  /** The build writes down what it made. */
  private static List<String> program() throws IOException {
    Properties built = new Properties();
    try (Reader reader = Files.newBufferedReader(BUILT.resolve("quarkus-artifact.properties"))) {
      built.load(reader);
    }
    String file = BUILT.resolve(built.getProperty("path")).toAbsolutePath().toString();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // It lives for seconds, in which the optimizing compiler would only take time from it; and on a
    // machine whose language has digits of its own, on which nothing that it says may depend.
    return built.getProperty("type").equals("native")
        ? List.of(file)
        : List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Duser.language=ar",
            "-Duser.country=EG",
            "-jar",
            file);
  }
}
