package io.spendhub.webhooks.web;

import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks as their organization sees them. Nothing listens where those of this test go. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class WebhookTest {
  private static final String WEBHOOKS = "/v1/webhooks";
  private static final String URL = "http://127.0.0.1:9/hook";

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  private static Map<String, Object> hook(String url, String... events) {
    return Map.of("url", url, "events", List.of(events));
  }

  private String made() {
    Response made = acme.post(WEBHOOKS, hook(URL, "wallet.*"));
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return WEBHOOKS + "/" + made.path("id");
  }

  @Test
  void a_webhook_is_made_read_changed_listed_and_deleted() {
    Map<String, Object> body = new HashMap<>(hook(URL, "wallet.*", "card.closed"));
    body.put("description", "Books");
    Response made = acme.post(WEBHOOKS, body);
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    String path = WEBHOOKS + "/" + made.path("id");
    assertThat(made.header("Location")).endsWith(path);
    assertThat(made.jsonPath().getString("secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
    Map<String, Object> shown = acme.get(path).jsonPath().getMap("$");
    assertThat(shown)
        .containsEntry("url", URL)
        .containsEntry("events", List.of("wallet.*", "card.closed"))
        .containsEntry("description", "Books")
        .containsEntry("status", "ENABLED")
        .doesNotContainKeys("secret", "disabledReason", "failingSince", "oldSecretUntil");

    Map<String, Object> changes = new HashMap<>(Map.of("events", List.of("*")));
    changes.put("description", null);
    Response changed = acme.change(path, made.header("ETag"), changes);

    assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
    assertThat(changed.jsonPath().getList("events")).isEqualTo(List.of("*"));
    assertThat(changed.jsonPath().getMap("$")).doesNotContainKey("description");
    refused(acme.change(path, made.header("ETag"), changes), 412, "version_stale");
    refused(acme.tenant().call().body(changes).patch(path), 428, "version_required");
    refused(acme.change(path, Map.of("url", "https://10.0.0.1/")), 422, "url_not_allowed");
    String other = made();
    assertThat(acme.all(WEBHOOKS, 1))
        .extracting(each -> WEBHOOKS + "/" + each.get("id"))
        .containsExactly(other, path);

    assertThat(acme.tenant().call().delete(path).statusCode()).isEqualTo(204);
    refused(acme.get(path), 404, "webhook_not_found");
    refused(acme.get(path + "/deliveries"), 404, "webhook_not_found");
    refused(acme.tenant().call().delete(path), 404, "webhook_not_found");
  }

  @Test
  void the_trail_tells_no_more_of_a_url_than_where_it_leads() {
    String path = made();
    acme.change(path, Map.of("url", URL + "/word-of-the-receiver"));
    acme.tenant().call().delete(path);

    List<Map<String, Object>> lines =
        acme.all("/v1/audit?subjectId=" + path.substring(WEBHOOKS.length() + 1), 10);

    assertThat(lines)
        .extracting(line -> line.get("action"))
        .containsExactly("webhook.deleted", "webhook.updated", "webhook.created");
    assertThat(lines.get(1).toString()).contains("/urlChangedAt");
    assertThat(lines.toString())
        .contains("http://127.0.0.1:9")
        .doesNotContain("/hook", "word-of-the-receiver");
  }

  @Test
  void its_secret_stands_nowhere_in_clear() {
    Response made = acme.post(WEBHOOKS, hook(URL, "*"));
    String secret = made.jsonPath().getString("secret");

    String kept =
        Stored.texts(
                "select encode(secret, 'base64') from webhooks.endpoints where id = ?",
                UUID.fromString(made.path("id")))
            .getFirst();

    assertThat(kept).doesNotContain(secret.substring(6, 26));
    assertThat(acme.all(WEBHOOKS, 5).toString()).doesNotContain("whsec_");
  }

  @Test
  void enabling_and_disabling_change_nothing_twice() {
    String path = made();

    for (String status : List.of("DISABLED", "DISABLED", "ENABLED", "ENABLED")) {
      Response acted = acme.act(path + (status.equals("ENABLED") ? "/enable" : "/disable"));
      assertThat(acted.statusCode()).as(acted.asString()).isEqualTo(200);
      assertThat(acted.jsonPath().getString("status")).isEqualTo(status);
    }
    acme.act(path + "/disable");
    assertThat(acme.get(path).jsonPath().getString("disabledReason")).isEqualTo("ASKED");
    String after = new Feed(acme).readAsMany(0).cursor();
    refused(acme.post(path + "/replay", Map.of("after", after)), 409, "webhook_disabled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.2/",
        "https://10.0.0.1/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[fd00:ec2::254]/",
        "https://0/",
        "http://1.1.1.1/hook",
        "https://no-such-host.invalid/"
      })
  void a_url_that_may_not_be_reached_is_refused(String url) {
    refused(acme.post(WEBHOOKS, hook(url, "*")), 422, "url_not_allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "'', wrong_size",
    "hooks.example.com, wrong_format",
    "ftp://127.0.0.1/, wrong_format",
    "https://user:word@127.0.0.1/, wrong_format",
    "https://127.0.0.1/#x, wrong_format"
  })
  void what_is_no_url_is_refused(String url, String code) {
    refusedField(acme.post(WEBHOOKS, hook(url, "*")), "/url", code);
  }

  @Test
  void events_that_there_are_not_are_refused() {
    refusedField(
        acme.post(WEBHOOKS, hook(URL, "wallet.*", "wallet.opened")), "/events/1", "unknown_event");
    refusedField(
        acme.post(WEBHOOKS, Map.of("url", URL, "events", List.of())), "/events", "wrong_size");
    refusedField(
        acme.change(made(), Map.of("events", List.of("purse.*"))), "/events/0", "unknown_event");
  }

  @Test
  void a_replay_needs_cursors_of_the_feed_in_their_order() {
    acme.wallet("GBP");
    Feed feed = new Feed(acme);
    String first = feed.readAsMany(1).cursor();
    acme.wallet("GBP");
    String last = feed.readAsMany(2).cursor();
    String path = made();

    refusedField(acme.post(path + "/replay", Map.of("after", "x")), "/after", "invalid_cursor");
    refusedField(
        acme.post(path + "/replay", Map.of("after", first, "until", "LTE6MA")),
        "/until",
        "invalid_cursor");
    refusedField(
        acme.post(path + "/replay", Map.of("after", last, "until", first)),
        "/until",
        "out_of_range");
    String beyond = "OTk5OTk5OTk6MA"; // 99999999:0
    refusedField(acme.post(path + "/replay", Map.of("after", beyond)), "/after", "out_of_range");
    refusedField(
        acme.post(path + "/replay", Map.of("after", first, "until", beyond)),
        "/until",
        "out_of_range");
  }

  @Test
  void there_is_an_end_to_webhooks_and_to_replays() {
    String path = made();
    Stored.texts(
        """
        insert into webhooks.endpoints (organization_id, id, url, events, status, secret, created_at)
        select organization_id, gen_random_uuid(), url, events, status, secret, created_at
        from webhooks.endpoints, generate_series(1, 49) where id = ? returning 1
        """,
        UUID.fromString(path.substring(WEBHOOKS.length() + 1)));
    refused(acme.post(WEBHOOKS, hook(URL, "*")), 409, "too_many_webhooks");

    acme.wallet("GBP");
    String after = new Feed(acme).readAsMany(1).cursor();
    Stored.texts(
        """
        insert into webhooks.cursors (organization_id, id, endpoint_id, after_commit, after_ordinal,
          until_commit, until_ordinal, created_at)
        select organization_id, gen_random_uuid(), id, 1000, 0, 1001, 0, now()
        from webhooks.endpoints, generate_series(1, 10) where id = ? returning 1
        """,
        UUID.fromString(path.substring(WEBHOOKS.length() + 1)));
    refused(acme.post(path + "/replay", Map.of("after", after)), 409, "too_many_replays");
  }

  @Test
  void what_belongs_to_another_organization_is_not_there() {
    String path = made();
    Spending other = Spending.inANewOrganization();
    String delivery = acme.act(path + "/test").path("id");

    refused(other.get(path), 404, "webhook_not_found");
    refused(other.get(path + "/deliveries"), 404, "webhook_not_found");
    refused(other.act(path + "/test"), 404, "webhook_not_found");
    refused(other.post(path + "/rotate-secret", Map.of()), 404, "webhook_not_found");
    refused(other.act(path + "/deliveries/" + delivery + "/retry"), 404, "webhook_not_found");
    refused(
        acme.act(path + "/deliveries/" + Tenant.nobody() + "/retry"), 404, "delivery_not_found");
    assertThat(other.all(WEBHOOKS, 5)).isEmpty();
  }

  @Test
  void reading_and_writing_have_scopes_of_their_own() {
    String path = made();
    Spending reader = acme.withScopes("webhooks:read");
    Spending writer = acme.withScopes("webhooks:write");

    assertThat(reader.get(path).statusCode()).isEqualTo(200);
    refused(reader.act(path + "/test"), 403, "forbidden");
    refused(writer.get(path + "/deliveries"), 403, "forbidden");
    assertThat(writer.act(path + "/disable").statusCode()).isEqualTo(200);
    String delivery = path + "/deliveries/" + Tenant.nobody();
    refused(writer.post(WEBHOOKS, hook(URL, "*")), 403, "scope_not_held");
    refused(writer.change(path, "*", Map.of("url", URL)), 403, "scope_not_held");
    refused(writer.change(path, "*", Map.of("events", List.of("*"))), 403, "scope_not_held");
    refused(writer.post(path + "/replay", Map.of("after", "MDow")), 403, "scope_not_held");
    refused(writer.act(delivery + "/retry"), 403, "scope_not_held");
    Response described = writer.change(path, "*", Map.of("description", "x"));
    assertThat(described.statusCode()).as(described.asString()).isEqualTo(200);
    refused(acme.withScopes("events:read").get(WEBHOOKS), 403, "forbidden");
  }
}
