package io.spendhub.platform.http.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers a caller takes. */
class AcceptedTest {
  private static final String JSON = "application/json";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "application/*",
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;q=0.1",
        "text/html, application/xml;q=0.9, */*;q=0.1",
        "text/html,,application/json",
        "*/*;q=0, application/json",
        "application/*;q=0,application/json;q=0.001",
        "rubbish, */*"
      })
  void json_is_taken(String header) {
    assertThat(Accepted.of(List.of(header)).allows(JSON)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/xml",
        "text/*",
        "image/png, image/svg+xml",
        "application/problem+json",
        "application/json;q=0",
        "application/json; q=0.0",
        "*/*, application/json;q=0",
        "application/*;q=0, */*",
        "*/*;q=0",
        "rubbish",
        "application/json;q=much"
      })
  void json_is_not_taken(String header) {
    assertThat(Accepted.of(List.of(header)).allows(JSON)).isFalse();
  }

  @Test
  void who_says_nothing_takes_everything() {
    assertThat(Accepted.of(List.of()).allows(JSON)).isTrue();
  }

  @Test
  void what_is_said_in_parts_is_taken_together() {
    Accepted both = Accepted.of(List.of("text/csv", "application/json"));

    assertThat(both.allows(JSON)).isTrue();
    assertThat(both.allows("text/csv")).isTrue();
    assertThat(both.allows("text/html")).isFalse();
  }
}
