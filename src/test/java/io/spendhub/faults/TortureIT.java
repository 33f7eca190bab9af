package io.spendhub.faults;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dspendhub.torture.rounds=} sets how often something is killed, and {@code
 * -Dspendhub.torture.seed=} what, when, and under which commands, as far as instants can be set.
 */
class TortureIT {
  private static final String ROUNDS = "spendhub.torture.rounds";
  private static final String SEED = "spendhub.torture.seed";
  private static final Path RUNS = Path.of("target", "torture");

  @AfterEach
  void forgetTheAddress() {
    RestAssured.reset();
  }

  @Test
  void what_was_acknowledged_is_there_once_whatever_is_killed() throws IOException {
    int rounds = Integer.getInteger(ROUNDS, 4);
    long seed = Long.getLong(SEED, ThreadLocalRandom.current().nextInt(1_000_000));
    Path directory = Files.createTempDirectory(Files.createDirectories(RUNS), "run-");
    report("%d rounds of seed %d in %s".formatted(rounds, seed, directory));
    try (Torture torture = new Torture(directory, seed, TortureIT::report)) {
      torture.run(rounds);
    } catch (RuntimeException | Error failure) {
      throw new AssertionError(
          "database and journal are in %s, logs of services in target/services; repeat with -D%s=%d -D%s=%d: %s"
              .formatted(directory, ROUNDS, rounds, SEED, seed, failure.getMessage()),
          failure);
    }
    FileUtils.deleteDirectory(directory.toFile());
  }

  private static void report(String line) {
    System.out.println("torture: " + line);
  }
}
