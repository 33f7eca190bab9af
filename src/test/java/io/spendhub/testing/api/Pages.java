package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of the API, read page after page. */
record Pages(Spending spending, String path, int size) {
  private static final int MORE_THAN_ANY_TEST_MAKES = 1_000_000;

  static Pages of(Spending spending, String path, int size) {
    return new Pages(spending, path + (path.contains("?") ? "&" : "?") + "limit=" + size, size);
  }

  List<Map<String, Object>> all() {
    List<Map<String, Object>> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      JsonPath page = page(cursor);
      List<Map<String, Object>> rows = page.getList("data");
      cursor = Optional.ofNullable(page.getString("nextCursor"));
      assertThat(rows).hasSizeLessThanOrEqualTo(size);
      cursor.ifPresent(next -> assertThat(rows).hasSize(size));
      all.addAll(rows);
      assertThat(all).hasSizeLessThan(MORE_THAN_ANY_TEST_MAKES);
    } while (cursor.isPresent());
    return all;
  }

  private JsonPath page(Optional<String> cursor) {
    Response page = spending.get(path + cursor.map(next -> "&cursor=" + next).orElse(""));
    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    return page.jsonPath();
  }
}
