package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.spendhub.testing.Receiver;
import io.spendhub.testing.Until;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A webhook, known by its id and the secret that it was made with. */
public record Hook(Spending spending, String id, String secret) {
  private static final int PAGE = 200;

  /** A webhook to a receiver. */
  public static Hook to(Receiver receiver, Spending spending, String... events) {
    Response made =
        spending.post("/v1/webhooks", Map.of("url", receiver.url(), "events", List.of(events)));
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return new Hook(spending, made.path("id"), made.path("secret"));
  }

  public String path() {
    return "/v1/webhooks/" + id;
  }

  public Response act(String action) {
    return spending.act(path() + "/" + action);
  }

  public Response post(String action, Map<String, ?> body) {
    return spending.post(path() + "/" + action, body);
  }

  /** What it was told, newest first. */
  public List<Map<String, Object>> deliveries(String query) {
    return spending.all(path() + "/deliveries" + query, PAGE);
  }

  /** Waits until its only delivery, or the newest of several, is as expected. */
  public Map<String, Object> delivery(String field, Object value) {
    Until.holds(
        () -> {
          List<Map<String, Object>> all = deliveries("");
          return !all.isEmpty() && value.equals(all.getFirst().get(field));
        });
    return deliveries("").getFirst();
  }

  /** Lets the next attempt of its deliveries begin now; only for those that have one to come. */
  public void dueNow() {
    Stored.change(
        """
        update webhooks.deliveries set due_at = now()
        where endpoint_id = ? and status = 'PENDING'
        """,
        UUID.fromString(id));
  }
}
