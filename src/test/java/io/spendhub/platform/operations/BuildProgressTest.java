package io.spendhub.platform.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever builds the program for the first time is told what takes so long. */
class BuildProgressTest {
  private static final String DOWNLOADS =
      """
      echo 'Downloading from central: https://repo/a.pom'
      echo 'Downloaded from central: https://repo/a.pom (1.5 MB at 300 kB/s)'
      echo 'Downloaded from central: https://repo/a.jar (500 kB at 1.2 MB/s)'
      echo '[INFO] --- maven-compiler-plugin:3.14.0:compile (default-compile) @ spendhub ---'
      """;

  @TempDir Path directory;

  @Test
  void it_counts_what_is_downloaded_and_says_what_is_done_while_it_is_done() throws Exception {
    Path seen = directory.resolve("seen");
    Process build = build(DOWNLOADS + "while [ ! -f seen ]; do sleep 0.1; done\n");
    try (BufferedReader said = build.inputReader(UTF_8)) {
      assertThat(said.readLine()).contains("Building SpendHub", "target/build.log");
      assertThat(said.readLine()).contains("2 files downloaded, 2 MB; compiling");
      Files.createFile(seen);
      assertThat(said.lines().reduce((first, last) -> last)).get().asString().contains("Built in");
      assertThat(build.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(build.exitValue()).isZero();
  }

  @Test
  void a_build_that_fails_shows_its_errors_and_fails() throws Exception {
    Process build = build("echo '[INFO] fine'; echo '[ERROR] not that'; exit 3\n");

    String said = new String(build.getInputStream().readAllBytes(), UTF_8);

    assertThat(build.waitFor()).isEqualTo(3);
    assertThat(said).contains("[ERROR] not that", "The build failed").doesNotContain("fine");
  }

  private Process build(String maven) throws IOException {
    Path stand = Files.writeString(directory.resolve("mvn.sh"), maven);
    String script = Path.of("src/build/package.sh").toAbsolutePath().toString();
    return new ProcessBuilder(List.of("sh", script, "sh", stand.toString()))
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
  }
}
