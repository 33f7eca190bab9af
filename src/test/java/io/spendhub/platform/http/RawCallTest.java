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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that no well-bred client would send. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RawCallTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @TestHTTPResource
  URI server;

  /** Every answer says what it is and under which id it is found again. */
  private static void assertProblem(String answer, int status, String code) {
    assertThat(answer)
        .containsPattern("^HTTP/\\d\\.\\d " + status + " ")
        .contains("application/problem+json", "\"code\":\"" + code + "\"");
    Matcher id = Pattern.compile("(?i)x-request-id: (\\S+)\r\n").matcher(answer);
    assertThat(id.find()).as(answer).isTrue();
    assertThat(answer).contains("\"requestId\":\"" + id.group(1) + "\"");
  }

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
    return exchange(call);
  }

  /** All that is answered until the connection is closed. */
  private String exchange(String call) throws IOException {
    return exchange(call, 1);
  }

  /** The same, sent in pieces between which the server answers others. */
  private String exchange(String call, int pieces) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(5_000);
      socket.setTcpNoDelay(true);
      for (int piece = 0; piece < pieces; piece++) {
        if (piece > 0) {
          call("GET /v1/trials HTTP/1.1");
        }
        int begin = call.length() * piece / pieces;
        int end = call.length() * (piece + 1) / pieces;
        socket.getOutputStream().write(call.substring(begin, end).getBytes(ISO_8859_1));
      }
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
    "/v1/trials;x=1, 404",
    "/v1/trials;, 404",
    "/v1;x=1/trials, 404",
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/trials?tag=%zz",
        "/v1/trials?cursor=%%%bad",
        "/v1/trials/%%%bad",
        "/v1/trials/%",
        "/v1/trials?%=1",
        "/v1/<x>",
        "/q/health/%zz",
        "/%"
      })
  void a_malformed_uri_is_a_bad_request(String path) throws IOException {
    assertProblem(call("GET " + path + " HTTP/1.1"), 400, "malformed_request");
  }

  @Test
  void a_uri_that_is_too_long_is_refused() throws IOException {
    assertProblem(
        call("GET /v1/trials?tag=" + "x".repeat(20_000) + " HTTP/1.1"), 414, "uri_too_long");
  }

  @Test
  void headers_that_are_too_large_are_refused() throws IOException {
    assertProblem(
        call("GET /v1/trials HTTP/1.1", "X-Large: " + "x".repeat(100_000)),
        431,
        "headers_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/trials HTTP/x",
        "GET /v1/trials",
        "GET",
        "\u0001\u0002 /v1/trials HTTP/1.1",
        "GET  HTTP/1.1"
      })
  void what_is_no_request_is_a_bad_one(String line) throws IOException {
    assertProblem(call(line), 400, "malformed_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Broken", "Bro ken: x", "Content-Length: x", "Content-Length: -1"})
  void what_is_no_header_makes_a_bad_request(String header) throws IOException {
    assertProblem(call("GET /v1/trials HTTP/1.1", header), 400, "malformed_request");
  }

  @Test
  void another_version_of_http_is_not_spoken() throws IOException {
    assertProblem(call("GET /v1/trials HTTP/3.7"), 505, "http_version_not_supported");
  }

  @Test
  void a_request_that_comes_after_one_that_was_understood_is_answered_too() throws IOException {
    String rest = " HTTP/1.1\r\nHost: localhost\r\n\r\n";

    String answers =
        exchange(
            "GET /v1/trials%s GET /v1/trials?cursor=%%%%%%%s GET /%s%s"
                .formatted(rest, rest, "x".repeat(20_000), rest)
                .replace("\n GET", "\nGET"));

    assertThat(answers).contains("HTTP/1.1 200 ", "HTTP/1.1 400 ", " 414 ");
    assertThat(answers.split("application/problem\\+json", -1)).hasSize(3);
  }

  @Test
  void bodies_that_come_in_one_piece_or_in_several_are_read_whole() throws IOException {
    String body = "{\"name\":\"" + "x".repeat(30) + "\"}";
    String call =
        "POST /v1/trials HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    String last = "GET /v1/trials HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    for (int pieces : new int[] {1, 2, 9}) {
      String answers = exchange(call + call + last, pieces);

      assertThat(answers.split("\"pointer\":\"/count\"", -1)).as(answers).hasSize(3);
      assertThat(answers).doesNotContain("\"pointer\":\"/name\"").contains("HTTP/1.1 200 ");
    }
  }

  @Test
  void a_body_in_broken_pieces_is_refused() throws IOException {
    String answer =
        send(
            "POST /v1/trials HTTP/1.1",
            List.of("Content-Type: application/json", "Transfer-Encoding: chunked"),
            "zz\r\n{}\r\n0\r\n\r\n");

    assertProblem(answer, 400, "malformed_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Content-Type",
        "Host",
        "Idempotency-Key",
        "If-Match",
        "X-Request-Id"
      })
  void a_header_that_says_one_thing_is_sent_once(String header) throws IOException {
    String answer = call("GET /v1/trials HTTP/1.1", header + ": one", header + ": two");

    assertProblem(answer, 400, "repeated_header");
    assertThat(answer).contains("\"pointer\":\"" + header + "\"");
  }

  /** RFC 9110, 5.3: a list may be sent in parts. W3C: of two traces none is continued. */
  @ParameterizedTest
  @ValueSource(strings = {"Accept: application/json", "traceparent: 00-" + TRACE + "-01"})
  void others_may_be_repeated(String header) throws IOException {
    assertThat(call("GET /v1/trials HTTP/1.1", header, header))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContain(TRACE);
  }

  /** A path may hold a code, and whoever makes up many would drive out those that are real. */
  @Test
  void what_no_route_answers_has_one_label_in_the_metrics() throws IOException {
    for (int junk = 0; junk < 130; junk++) {
      call("GET /v1/junk-" + junk + "/%00 HTTP/1.1");
      call("PUT /v1/vouchers/JUNK-" + junk + "/ HTTP/1.1");
    }
    call("GET /v1/trials/JUNK?cursor=%zz HTTP/1.1");
    call("GET /v1/vouchers/JUNK HTTP/1.1");
    call("GET /v1/JUNK HTTP/1.1", "X-Large: " + "x".repeat(100_000));
    call("GET /v1/trials/0198f5a0-0000-7000-8000-000000000000 HTTP/1.1");

    assertThat(call("GET /q/metrics HTTP/1.1"))
        .doesNotContainIgnoringCase("junk")
        .contains("uri=\"/v1/trials/{id}\"")
        .contains("uri=\"/unrouted\"");
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
