package io.spendhub.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.testing.PostgresResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo of the packaged program, and the commands that it prints for its reader to paste. */
class DemoIT {
  private static final int COMMANDS = 3;
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Path BINARY =
      Path.of(System.getProperty("native.image.path", "target/spendhub-runner"));

  @TempDir private Path data;

  @Test
  void what_the_demo_prints_to_be_tried_works() throws Exception {
    Process demo = start();
    try {
      List<String> commands = printedBy(demo);

      assertThat(answer(commands.getFirst())).contains("\"decision\":\"APPROVED\"");
      assertThat(answer(commands.get(1)))
          .contains("\"status\":\"SUCCEEDED\"", "\"discountAmount\":1000");
      assertThat(answer(commands.get(2))).contains("\"status\":\"SUCCEEDED\"", "\"amount\":50");
    } finally {
      demo.destroy();
      assertThat(demo.waitFor(60, TimeUnit.SECONDS)).as("the demo ends when told to").isTrue();
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program());
    builder.redirectErrorStream(true);
    DatabaseAddress database = PostgresResource.address();
    builder
        .environment()
        .putAll(
            Map.of(
                "SPENDHUB_DB_URL", database.url(),
                "SPENDHUB_DB_USER", database.user(),
                "SPENDHUB_DB_PASSWORD", database.password(),
                "SPENDHUB_ADMIN_KEY", PostgresResource.OPERATOR_KEY,
                "SPENDHUB_DATA_DIR", data.toString(),
                "SPENDHUB_HTTP_PORT", freePort()));
    return builder.start();
  }

  private static List<String> program() {
    List<String> program = new ArrayList<>();
    if (Files.isExecutable(BINARY)) {
      program.add(BINARY.toString());
    } else {
      program.addAll(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-jar",
              JAR.toString()));
    }
    program.add("demo");
    return program;
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  private static String answer(String command) throws IOException {
    return output(new ProcessBuilder("sh", "-c", command).start());
  }

  /** A purchase, a discount and a gift card. */
  private static List<String> printedBy(Process demo) throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    BufferedReader output = new BufferedReader(new InputStreamReader(demo.getInputStream(), UTF_8));
    String line;
    while ((line = output.readLine()) != null) {
      lines.add(line);
      if (line.startsWith("curl ")) {
        commands.add(line);
      }
      if (commands.size() == COMMANDS) {
        return commands;
      }
    }
    return fail("The demo ended without all its commands:\n" + String.join("\n", lines));
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
