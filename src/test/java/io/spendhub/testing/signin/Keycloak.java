package io.spendhub.testing.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spendhub.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Keycloak in a process of its own, where {@code make keycloak} has unpacked one. */
public final class Keycloak implements AutoCloseable {
  private static final Path UNPACKED = Path.of("target", "keycloak");
  private static final String ADMIN = "admin";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String url;

  private Keycloak(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Where it is, if it is anywhere. */
  public static Optional<Path> unpacked() {
    if (!Files.isDirectory(UNPACKED)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(UNPACKED)) {
      return found.filter(folder -> Files.exists(folder.resolve("bin/kc.sh"))).findFirst();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Starts one, and returns when it serves its realms.
   *
   * @param realms by name, as Keycloak imports them
   */
  public static Keycloak start(Path home, Map<String, ?> realms) throws IOException {
    Path imports = Files.createDirectories(home.resolve("data/import"));
    for (Map.Entry<String, ?> realm : realms.entrySet()) {
      JSON.writeValue(imports.resolve(realm.getKey() + ".json").toFile(), realm.getValue());
    }
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                home.resolve("bin/kc.sh").toAbsolutePath().toString(),
                "start-dev",
                "--db=dev-mem",
                "--http-host=localhost",
                "--http-port=" + port,
                "--import-realm"));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // It chooses its own garbage collector, and starts with no second choice.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(UNPACKED.resolve("keycloak.log").toFile())
            .start();
    Keycloak keycloak = new Keycloak(process, "http://localhost:" + port);
    Runtime.getRuntime().addShutdownHook(new Thread(keycloak::close));
    for (String realm : realms.keySet()) {
      Until.holds(() -> keycloak.serves(realm));
    }
    return keycloak;
  }

  private boolean serves(String realm) {
    if (!process.isAlive()) {
      throw new IllegalStateException("Keycloak has ended, see target/keycloak/keycloak.log");
    }
    try {
      return send(request(issuer(realm)).GET()).statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  public String issuer(String realm) {
    return url + "/realms/" + realm;
  }

  /** The access token of a user, by a client that takes passwords. */
  public String token(String realm, String client, String user, String password) {
    String form =
        "grant_type=password&client_id=%s&username=%s&password=%s&scope=openid"
            .formatted(encoded(client), encoded(user), encoded(password));
    HttpResponse<String> answer =
        send(
            request(issuer(realm) + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return read(answer).path("access_token").asText();
  }

  /** Lets a realm sign with another key from now on. */
  public void changeKey(String realm) {
    Map<String, Object> key =
        Map.of(
            "name",
            "next",
            "providerId",
            "rsa-generated",
            "providerType",
            "org.keycloak.keys.KeyProvider",
            "config",
            Map.of("priority", List.of("1000"), "algorithm", List.of("RS256")));
    HttpResponse<String> answer =
        send(
            request(url + "/admin/realms/" + realm + "/components")
                .header("Authorization", "Bearer " + token("master", "admin-cli", ADMIN, ADMIN))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(write(key))));
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(answer.body());
    }
  }

  /** Its launcher and all that this has started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException told) {
      throw new IllegalStateException(told);
    }
  }

  private static JsonNode read(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static String write(Map<String, ?> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
