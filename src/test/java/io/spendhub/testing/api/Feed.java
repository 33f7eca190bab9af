package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A reader of the feed of events, who goes on from where the last reading ended. */
public final class Feed {
  private static final int USUAL_SIZE = 50;

  private final Spending spending;
  private final int size;
  private final List<Map<String, Object>> events = new ArrayList<>();
  private Optional<String> cursor = Optional.empty();

  public Feed(Spending spending) {
    this(spending, USUAL_SIZE);
  }

  /** A reader who asks for this many events at a time. */
  public Feed(Spending spending, int size) {
    this.spending = spending;
    this.size = size;
  }

  /**
   * Reads on until so many events were heard in all, which come a moment after their commits.
   * Afterwards the feed is read once more, to hear of those that should not be there.
   */
  public Feed readAsMany(int expected) {
    Until.holds(() -> readToTheEnd().size() >= expected);
    readOn();
    assertThat(types()).hasSize(expected);
    return this;
  }

  public List<Map<String, Object>> events() {
    return List.copyOf(events);
  }

  public List<String> types() {
    return events.stream().map(event -> (String) event.get("type")).toList();
  }

  /** Where the reader is. */
  public String cursor() {
    return cursor.orElseThrow();
  }

  private List<Map<String, Object>> readToTheEnd() {
    while (readOn()) {
      // There was a next stretch, so there may be one more.
    }
    return events;
  }

  private boolean readOn() {
    String after = cursor.map(place -> "&after=" + place).orElse("");
    Response answer = spending.get("/v1/events?limit=" + size + after);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    JsonPath stretch = answer.jsonPath();
    List<Map<String, Object>> heard = stretch.getList("data");
    assertThat(heard).hasSizeLessThanOrEqualTo(size);
    events.addAll(heard);
    cursor = Optional.of(stretch.getString("nextCursor"));
    return !heard.isEmpty();
  }
}
