package io.spendhub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every test that only calls the API runs against the packaged program too: beside {@code CardTest}
 * stands a {@code CardIT} that extends it. Tests of other packages reach into beans.
 */
class PackagedTestsTest {
  private static final Set<Path> OF_THE_API = Set.of(Path.of("web"), Path.of("rpc"));

  @TempDir Path directory;

  @Test
  void every_test_of_the_api_has_its_twin() throws IOException {
    assertThat(testsOfTheApi(Path.of("src/test/java"))).isNotEmpty();
    assertThat(withoutTwin(Path.of("src/test/java"))).isEmpty();
  }

  @Test
  void a_test_without_a_twin_is_found() throws IOException {
    Path web = Files.createDirectories(directory.resolve("cards/web"));
    Files.writeString(web.resolve("CardTest.java"), "@QuarkusTest\nclass CardTest {}");
    Files.writeString(web.resolve("LimitTest.java"), "@QuarkusTest\nclass LimitTest {}");
    Files.writeString(web.resolve("LimitIT.java"), "class LimitIT extends LimitTest {}");
    Files.writeString(web.resolve("PlainTest.java"), "class PlainTest {}");

    assertThat(withoutTwin(directory)).containsExactly(web.resolve("CardTest.java"));
  }

  private static List<Path> withoutTwin(Path root) throws IOException {
    return testsOfTheApi(root).stream().filter(test -> !hasTwin(test)).toList();
  }

  private static boolean hasTwin(Path test) {
    String name = test.getFileName().toString().replace("Test.java", "");
    Path twin = test.resolveSibling(name + "IT.java");
    return Files.exists(twin)
        && text(twin).contains("class %sIT extends %sTest".formatted(name, name));
  }

  private static List<Path> testsOfTheApi(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> OF_THE_API.contains(file.getName(file.getNameCount() - 2)))
          .filter(file -> text(file).lines().anyMatch("@QuarkusTest"::equals))
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
