package io.spendhub.platform.http.problems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log tells of the place where a request failed. */
class FailureLogTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/vouchers/GVD9X8GZS8SA/top-ups, /v1/vouchers/...",
    "/v1/vouchers/GVD9X8GZS8SA,         /v1/vouchers/...",
    "/v1/redemptions,                   /v1/redemptions",
    "/q/health,                         /q/health",
    "/,                                 /",
  })
  void a_path_is_told_without_what_it_holds(String path, String told) {
    assertThat(FailureLog.place(path)).isEqualTo(told);
  }
}
