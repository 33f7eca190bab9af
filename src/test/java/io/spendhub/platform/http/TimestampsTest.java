package io.spendhub.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.platform.http.json.Timestamps;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as RFC 3339 writes them. */
class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:00:00Z,             2026-03-01T12:00:00Z",
    "2026-03-01t12:00:00z,             2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00.1234567Z,     2026-03-01T12:00:00.123456Z",
    "2026-03-01T12:00:00-00:00,        2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00+05:45,        2026-03-01T06:15:00Z",
    "2026-03-01T12:00:00+18:00,        2026-02-28T18:00:00Z",
    "2026-03-01T12:00:00+18:01,        2026-02-28T17:59:00Z",
    "2026-03-01T12:00:00+23:59,        2026-02-28T12:01:00Z",
    "2026-03-01T12:00:00-23:59,        2026-03-02T11:59:00Z",
    "0001-01-01T23:59:00+23:59,        0001-01-01T00:00:00Z",
    "9999-12-31T00:00:59.999999-23:59, 9999-12-31T23:59:59.999999Z"
  })
  void any_offset_is_read(String text, String instant) {
    assertThat(Timestamps.parse(text)).contains(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T12:00:00",
        "2026-03-01T12:00:00+24:00",
        "2026-03-01T12:00:00+12:60",
        "2026-03-01T12:00:00+1:00",
        "2026-03-01T12:00:00+0100",
        "2026-02-29T12:00:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01 12:00:00Z",
        "9999-12-31T23:59:59-00:01",
        "0001-01-01T00:00:00+00:01"
      })
  void what_is_no_time_is_not_guessed(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
  }
}
