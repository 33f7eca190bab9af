package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What was used of a limit in its window of this moment: minor units, and authorizations. */
public record Used(long amount, long count) {
  static Used of(Response limits, String window) {
    assertThat(limits.statusCode()).as(limits.asString()).isEqualTo(200);
    List<Map<String, Number>> found =
        limits.jsonPath().getList("data.findAll { it.window == '" + window + "' }");
    assertThat(found).as(limits.asString()).hasSize(1);
    Map<String, Number> limit = found.getFirst();
    return new Used(number(limit, "usedAmount"), number(limit, "usedCount"));
  }

  private static long number(Map<String, Number> limit, String field) {
    return Objects.requireNonNull(limit.get(field), field).longValue();
  }
}
