package io.spendhub.platform.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that no well-bred client would send. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RawCallTest {
  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @TestHTTPResource
  URI server;

  private String call(String requestLine, String... headers) throws IOException {
    return send(requestLine, List.of(headers), "");
  }

  private String send(String requestLine, List<String> headers, String body) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(requestLine);
    lines.add("Host: localhost");
    lines.add("Connection: close");
    lines.addAll(headers);
    String call = String.join("\r\n", lines) + "\r\n\r\n" + body;
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(call.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** Every method would begin a series that is kept for good, and no key is needed to call. */
  @Test
  void a_made_up_method_leaves_nothing_in_the_metrics() throws IOException {
    assertThat(call("GET /v1/trials HTTP/1.1")).startsWith("HTTP/1.1 200 ");
    assertThat(call("MADEUP /v1/trials HTTP/1.1")).startsWith("HTTP/1.1 405 ");

    assertThat(call("GET /q/metrics HTTP/1.1"))
        .contains("http_server_requests_seconds_count{method=\"GET\"")
        .doesNotContain("MADEUP");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/trials?, 200",
    "/v1/trials?tag=%E0%80, 200",
    "//v1//trials, 200",
    "/v1/../v1/trials, 200",
    "/../../etc/passwd, 404",
    "*, 404",
    "/v1/trials;x=1, 200",
    "/v1/trials/%2e%2e/%2e%2e/q/health, 200",
  })
  void an_odd_path_is_never_a_failure_of_ours(String path, int status) throws IOException {
    String answer = call("GET " + path + " HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ").containsIgnoringCase("x-request-id:");
    if (status >= 400) {
      assertThat(answer).contains("application/problem+json").doesNotContain("Exception");
    }
  }

  @ParameterizedTest
  @CsvSource({"BREW /v1/trials, 405", "TRACE /v1/trials, 405", "CONNECT /v1/trials, 405"})
  void an_odd_method_is_not_allowed(String requestLine, int status) throws IOException {
    assertThat(call(requestLine + " HTTP/1.1"))
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("application/problem+json");
  }

  /** Quarkus refuses these itself, before any filter: rightly, though not as a problem. */
  @ParameterizedTest
  @ValueSource(strings = {"/v1/trials?tag=%zz", "/v1/trials/%", "/v1/trials?%=1", "/v1/<x>"})
  void a_malformed_uri_is_a_bad_request(String path) throws IOException {
    assertThat(call("GET " + path + " HTTP/1.1")).startsWith("HTTP/1.1 400 ");
  }

  /** This one too. */
  @Test
  void a_uri_that_is_too_long_is_refused() throws IOException {
    assertThat(call("GET /v1/trials?tag=" + "x".repeat(20_000) + " HTTP/1.1"))
        .startsWith("HTTP/1.0 414 ");
  }

  @Test
  void a_body_without_a_content_type_is_unsupported() throws IOException {
    assertThat(send("POST /v1/trials HTTP/1.1", List.of("Content-Length: 2"), "{}"))
        .startsWith("HTTP/1.1 415 ")
        .contains("unsupported_media_type");
  }

  @Test
  void no_body_and_no_content_type_is_a_missing_body() throws IOException {
    assertThat(call("POST /v1/trials HTTP/1.1", "Content-Length: 0"))
        .startsWith("HTTP/1.1 400 ")
        .contains("body_required");
  }

  @Test
  void a_huge_body_is_refused_before_it_is_sent() throws IOException {
    assertThat(
            call(
                "POST /v1/trials HTTP/1.1",
                "Content-Type: application/json",
                "Content-Length: 99999999999"))
        .startsWith("HTTP/1.1 413 ")
        .contains("body_too_large");
  }
}
