package io.spendhub.replay.purchases;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The purchases that a city published, where this machine has them. */
public final class RealPurchases {
  private static final String NAME = "birmingham-purchase-cards-2014-2016.csv.gz";

  private RealPurchases() {}

  /** The file; without it the test is skipped, and says why. */
  public static Path fileFor(Class<?> test) {
    String folder =
        Optional.ofNullable(System.getenv("SPENDHUB_PURCHASES")).orElse("../shared/data");
    Path file = Path.of(folder, NAME);
    String reason = "skipped: there is no " + file + " (SPENDHUB_PURCHASES names its folder)";
    if (!Files.exists(file)) {
      System.out.println(test.getSimpleName() + " " + reason);
    }
    assumeTrue(Files.exists(file), reason);
    return file;
  }
}
