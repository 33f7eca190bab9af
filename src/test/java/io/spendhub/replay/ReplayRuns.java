package io.spendhub.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.replay.client.Backoff;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the replay's command against the fake service, and keeps what it printed. */
record ReplayRuns(FakeService service, Path dataDirectory) {
  static final Backoff PATIENT = new Backoff(5, Duration.ofMillis(1), Duration.ofMillis(2));
  static final Backoff HASTY = new Backoff(1, Duration.ZERO, Duration.ZERO);

  Run run(Path file, Backoff backoff, String... more) {
    Settings settings =
        new Settings(service.url(), Optional.of(FakeService.ADMIN_KEY), dataDirectory);
    return run(settings, file, backoff, more);
  }

  static Run run(Settings settings, Path file, Backoff backoff, String... more) {
    String[] args =
        Stream.concat(Stream.of(file.toString()), Stream.of(more)).toArray(String[]::new);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int exit = ReplayMain.replay(args, settings, backoff, new PrintStream(bytes, true, UTF_8));
    return new Run(exit, bytes.toString(UTF_8));
  }

  record Run(int exit, String text) {
    /** Without the padding of columns. */
    List<String> lines() {
      return text.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }

    /** Without what came before it, and without the duration that ends it. */
    List<String> report() {
      List<String> lines = lines();
      return lines.subList(lines.indexOf("Rows 6"), lines.size() - 1);
    }
  }
}
