package io.spendhub.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final List<String> done = new ArrayList<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream ownError = System.err;

  private final CommandLine commands =
      new CommandLine(
          Map.of("mend", "mends what broke"),
          List.of(
              new ServiceClient(
                  "load", "FILE", "loads a file", false, CommandLineTest::check, this::load)));

  private static int check(List<String> arguments) {
    return arguments.isEmpty() ? 5 : 0;
  }

  private int load(List<String> arguments, URI service) {
    done.add(service + " " + arguments);
    return 7;
  }

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(ownError);
    System.clearProperty("SPENDHUB_URL");
    System.clearProperty("SPENDHUB_HTTP_PORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help", "no-such-command"})
  void help_and_unknown_words_show_every_command_and_start_nothing(String word) {
    assertThat(commands.run(List.of(word))).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("serve ", "health ", "mend ", "mends what broke", "load FILE", "loads a file");
  }

  @Test
  void an_unknown_word_is_named() {
    commands.run(List.of("no-such-command"));
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("no command no-such-command");
  }

  @Test
  void a_client_works_against_the_service_that_is_named() {
    System.setProperty("SPENDHUB_URL", "http://elsewhere:9");
    assertThat(commands.run(List.of("load", "purchases.csv"))).isEqualTo(7);
    assertThat(done).containsExactly("http://elsewhere:9 [purchases.csv]");
  }

  @Test
  void a_client_that_is_not_understood_starts_no_service() {
    assertThat(commands.run(List.of("load"))).isEqualTo(5);
    assertThat(done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "health", "mend", "load"})
  void before_anything_starts_each_wrong_setting_is_named(String command) {
    System.setProperty("SPENDHUB_HTTP_PORT", "abc");
    System.setProperty("SPENDHUB_URL", "elsewhere:9");

    assertThat(commands.run(List.of(command, "purchases.csv"))).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            port -> assertThat(port).startsWith("spendhub: SPENDHUB_HTTP_PORT is \"abc\""),
            url -> assertThat(url).startsWith("spendhub: SPENDHUB_URL is \"elsewhere:9\""));
    assertThat(done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "load"})
  void a_port_that_is_taken_is_told_before_a_service_starts(String command) throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      System.setProperty("SPENDHUB_HTTP_PORT", String.valueOf(taken.getLocalPort()));

      assertThat(commands.run(List.of(command, "purchases.csv"))).isEqualTo(1);
      assertThat(said.toString(StandardCharsets.UTF_8))
          .containsOnlyOnce("\n")
          .contains("port " + taken.getLocalPort(), "set SPENDHUB_HTTP_PORT to another port");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 503})
  void health_is_what_the_service_says(int status) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer service = HttpServer.create(anyPort, 0);
    service.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    service.start();
    try {
      assertThat(healthAt(service.getAddress().getPort())).isEqualTo(status == 200 ? 0 : 1);
    } finally {
      service.stop(0);
    }
  }

  @Test
  void where_nothing_listens_nothing_is_healthy() throws IOException {
    int port;
    try (ServerSocket closedAtOnce = new ServerSocket(0)) {
      port = closedAtOnce.getLocalPort();
    }
    assertThat(healthAt(port)).isEqualTo(1);
  }

  private int healthAt(int port) {
    System.setProperty("SPENDHUB_HTTP_PORT", String.valueOf(port));
    return commands.run(List.of("health"));
  }
}
