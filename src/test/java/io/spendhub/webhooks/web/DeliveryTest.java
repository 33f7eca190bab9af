package io.spendhub.webhooks.web;

import static io.spendhub.testing.api.Problems.refused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Receiver;
import io.spendhub.testing.Receiver.Heard;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Hook;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a delivery, from the feed to a server that a test has. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class DeliveryTest {
  /** Long enough for a test to look, and to say itself when the next attempt is due. */
  private static final Map<String, String> LATER = Map.of("Retry-After", "3600");

  private final Receiver receiver = Receiver.listening();
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @AfterEach
  void stopListening() {
    receiver.close();
  }

  @Test
  void an_event_is_told_as_the_feed_shows_it_and_signed() {
    Spending stranger = Spending.inANewOrganization();
    acme.wallet("GBP");
    Hook hook = Hook.to(receiver, acme, "wallet.topped_up", "card.*");
    stranger.wallet("GBP").topUp(5);
    Wallet wallet = acme.wallet("GBP");
    wallet.topUp(5);
    wallet.card();

    List<Heard> heard = receiver.hears(2);
    Feed feed = new Feed(acme).readAsMany(4);

    assertThat(heard)
        .extracting(Heard::type)
        .containsExactlyInAnyOrder("wallet.topped_up", "card.created");
    for (Heard each : heard) {
      Map<String, Object> told =
          feed.events().stream()
              .filter(event -> each.id().equals(event.get("id")))
              .findFirst()
              .orElseThrow();
      assertThat(each.json().getMap("$")).isEqualTo(told);
      assertThat(each.header("content-type")).isEqualTo("application/json");
      assertThat(each.header("x-request-id")).isEqualTo(told.get("requestId"));
      assertThat(each.isSignedWith(hook.secret())).isTrue();
    }
    Until.holds(() -> hook.deliveries("?status=DELIVERED").size() == 2);
    assertThat(feed.events())
        .extracting(event -> ((Number) requireNonNull(event.get("sequence"))).longValue())
        .isSorted();
    String id = heard.getFirst().id();
    assertThat(hook.deliveries("?eventId=" + id).getFirst())
        .containsEntry("eventId", id)
        .containsEntry("eventType", heard.getFirst().type())
        .containsEntry("attempts", 1)
        .containsEntry("responseStatus", 204)
        .doesNotContainKeys("failure", "nextAttemptAt");
  }

  @Test
  void what_failed_is_tried_again_under_the_same_id_until_it_is_taken() {
    receiver.answer(500, LATER);
    Hook hook = Hook.to(receiver, acme, "wallet.created");
    acme.wallet("GBP");
    Until.holds(() -> !hook.deliveries("").isEmpty());
    hook.delivery("responseStatus", 500);
    hook.dueNow();

    List<Heard> heard = receiver.hears(2);

    assertThat(heard.get(1).id()).isEqualTo(heard.get(0).id());
    assertThat(heard.get(1).body()).isEqualTo(heard.get(0).body());
    assertThat(hook.delivery("status", "DELIVERED")).containsEntry("attempts", 2);
    assertThat(acme.get(hook.path()).jsonPath().getMap("$")).doesNotContainKey("failingSince");
  }

  @Test
  void a_server_that_asks_for_time_gets_it() {
    receiver.answer(503, LATER);
    Hook hook = Hook.to(receiver, acme, "wallet.created");
    acme.wallet("GBP");

    Map<String, Object> waiting = hook.delivery("failure", "STATUS");

    Instant attempted = Instant.parse((String) waiting.get("lastAttemptAt"));
    assertThat(waiting).containsEntry("status", "PENDING").containsEntry("responseStatus", 503);
    assertThat(Instant.parse((String) waiting.get("nextAttemptAt")))
        .isBetween(attempted.plus(Duration.ofMinutes(59)), attempted.plus(Duration.ofMinutes(70)));
    assertThat(acme.get(hook.path()).jsonPath().getString("failingSince")).isNotNull();
  }

  @Test
  void a_redirect_is_a_failure_and_leads_nowhere() {
    try (Receiver elsewhere = Receiver.listening()) {
      receiver.answer(307, Map.of("Location", elsewhere.url(), "Retry-After", "3600"));
      Hook hook = Hook.to(receiver, acme, "wallet.created");
      acme.wallet("GBP");

      assertThat(hook.delivery("responseStatus", 307)).containsEntry("failure", "STATUS");
      assertThat(elsewhere.heard()).isEmpty();
    }
  }

  @Test
  void a_server_that_is_gone_is_told_nothing_more_and_that_stands_in_the_feed() {
    receiver.answer(410);
    Hook hook = Hook.to(receiver, acme, "wallet.created");
    acme.wallet("GBP");

    assertThat(hook.delivery("status", "FAILED")).containsEntry("responseStatus", 410);
    assertDisabled(hook, "GONE");
    Map<String, Object> event = new Feed(acme).readAsMany(2).events().getLast();
    assertThat(event).containsEntry("type", "webhook.disabled").containsEntry("subject", hook.id());
    assertThat(receiver.url())
        .startsWith(((Map<?, ?>) requireNonNull(event.get("data"))).get("url") + "/");
    refused(hook.act("test"), 409, "webhook_disabled");
    acme.proveLedger();
  }

  private static void assertDisabled(Hook hook, String reason) {
    Until.holds(
        () -> "DISABLED".equals(hook.spending().get(hook.path()).jsonPath().getString("status")));
    assertThat(hook.spending().get(hook.path()).jsonPath().getString("disabledReason"))
        .isEqualTo(reason);
  }

  @Test
  void after_ten_attempts_a_delivery_has_failed_and_after_five_days_its_webhook_is_disabled() {
    receiver.answer(500, LATER);
    receiver.answer(500, LATER);
    receiver.answer(500, LATER);
    Hook hook = Hook.to(receiver, acme, "wallet.created");
    acme.wallet("GBP");
    hook.delivery("responseStatus", 500);
    Stored.change(
        "update webhooks.deliveries set attempts = 9, due_at = now() where endpoint_id = ?",
        UUID.fromString(hook.id()));
    String failed = (String) hook.delivery("status", "FAILED").get("id");
    assertThat(acme.get(hook.path()).jsonPath().getString("status")).isEqualTo("ENABLED");
    Stored.change(
        "update webhooks.endpoints set failing_since = now() - interval '6 days' where id = ?",
        UUID.fromString(hook.id()));

    Response again = hook.act("deliveries/" + failed + "/retry");

    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(again.jsonPath().getString("status")).isEqualTo("PENDING");
    assertThat(again.jsonPath().getInt("attempts")).isZero();
    assertDisabled(hook, "FAILING");
    assertThat(new Feed(acme).readAsMany(2).types()).endsWith("webhook.disabled");
    hook.act("enable");
    hook.dueNow();
    assertThat(hook.delivery("status", "DELIVERED")).containsEntry("id", failed);
    assertThat(receiver.heard())
        .extracting(Heard::id)
        .hasSize(4)
        .containsOnly(receiver.heard().getFirst().id());
  }

  @Test
  void a_slow_server_holds_up_no_other() {
    try (Receiver slow = Receiver.listening()) {
      slow.hold();
      Hook held = Hook.to(slow, acme, "wallet.*");
      Hook.to(receiver, acme, "wallet.*");
      Wallet wallet = acme.wallet("GBP");
      for (int time = 1; time < 20; time++) {
        wallet.topUp(1);
      }

      assertThat(receiver.hears(20)).extracting(Heard::id).doesNotHaveDuplicates();
      assertThat(held.deliveries("?status=DELIVERED")).isEmpty();
      slow.goOn();
      Until.holds(
          () -> {
            Stored.texts(
                """
                update webhooks.deliveries set due_at = now()
                where endpoint_id = ? and status = 'PENDING' and failure is not null returning 1
                """,
                UUID.fromString(held.id()));
            return held.deliveries("?status=DELIVERED").size() == 20;
          });
    }
  }

  /** As after a minute, in which a process that is alive keeps what became of its attempt. */
  @Test
  void what_a_process_began_and_did_not_end_is_begun_again() {
    receiver.hold();
    Hook hook = Hook.to(receiver, acme, "wallet.created");
    acme.wallet("GBP");
    receiver.hears(1);
    hook.dueNow();

    List<Heard> heard = receiver.hears(2);
    receiver.goOn();

    assertThat(heard.get(1).id()).isEqualTo(heard.get(0).id());
    assertThat(hook.delivery("status", "DELIVERED")).containsEntry("attempts", 2);
  }

  @Test
  void while_a_secret_is_rotated_both_are_signed_with() {
    Hook hook = Hook.to(receiver, acme, "wallet.created");
    String second = rotated(hook, Map.of());
    acme.wallet("GBP");
    Heard both = receiver.hears(1).getLast();
    String third = rotated(hook, Map.of("oldExpiresIn", 0));
    acme.wallet("GBP");
    Heard one = receiver.hears(2).getLast();

    assertThat(both.isSignedWith(hook.secret())).isTrue();
    assertThat(both.isSignedWith(second)).isTrue();
    assertThat(one.isSignedWith(third)).isTrue();
    assertThat(one.isSignedWith(second)).isFalse();
  }

  private static String rotated(Hook hook, Map<String, ?> body) {
    Response rotated = hook.post("rotate-secret", body);
    assertThat(rotated.statusCode()).as(rotated.asString()).isEqualTo(200);
    assertThat(rotated.jsonPath().getMap("$").containsKey("oldSecretUntil"))
        .isEqualTo(body.isEmpty());
    return rotated.path("secret");
  }

  @Test
  void what_happened_while_a_webhook_was_disabled_is_told_when_it_is_enabled() {
    Hook hook = Hook.to(receiver, acme, "wallet.*");
    hook.act("disable");
    Wallet wallet = acme.wallet("GBP");
    wallet.topUp(1);
    new Feed(acme).readAsMany(2);
    assertThat(hook.deliveries("")).isEmpty();

    hook.act("enable");

    assertThat(receiver.hears(2))
        .extracting(Heard::type)
        .containsExactlyInAnyOrder("wallet.created", "wallet.topped_up");
  }

  @Test
  void a_stretch_of_the_feed_is_told_again() {
    Feed feed = new Feed(acme);
    acme.wallet("GBP");
    String after = feed.readAsMany(1).cursor();
    Wallet wallet = acme.wallet("GBP");
    wallet.topUp(1);
    String until = feed.readAsMany(3).cursor();
    wallet.topUp(2);
    feed.readAsMany(4);
    Hook hook = Hook.to(receiver, acme, "wallet.topped_up");

    Response bounded = hook.post("replay", Map.of("after", after, "until", until));
    assertThat(bounded.statusCode()).as(bounded.asString()).isEqualTo(200);
    assertThat(receiver.hears(1).getFirst().json().getInt("data.amount")).isEqualTo(1);
    hook.post("replay", Map.of("after", after));

    List<Heard> heard = receiver.hears(3);
    assertThat(heard).hasSize(3);
    assertThat(heard.stream().map(Heard::id).distinct()).hasSize(2);
    Until.holds(
        () ->
            Stored.number(
                    "select count(*) from webhooks.cursors where endpoint_id = ?",
                    UUID.fromString(hook.id()))
                == 1);
  }

  @Test
  void a_test_is_told_whatever_the_webhook_hears_of() {
    Hook hook = Hook.to(receiver, acme, "card.closed");

    Response test = hook.act("test");

    assertThat(test.statusCode()).as(test.asString()).isEqualTo(200);
    Heard heard = receiver.hears(1).getFirst();
    JsonPath event = heard.json();
    assertThat(heard.isSignedWith(hook.secret())).isTrue();
    assertThat(event.getString("type")).isEqualTo("webhook.test");
    assertThat(event.getString("data.webhookId")).isEqualTo(hook.id());
    assertThat(heard.id()).isEqualTo(test.path("eventId")).isEqualTo(event.getString("id"));
    assertThat(hook.delivery("status", "DELIVERED")).doesNotContainKey("sequence");
  }
}
