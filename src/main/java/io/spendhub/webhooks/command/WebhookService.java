package io.spendhub.webhooks.command;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.ledger.EventFeed;
import io.spendhub.ledger.EventFeed.FeedPosition;
import io.spendhub.platform.audit.AuditTrail;
import io.spendhub.platform.outgoing.SealedSecrets;
import io.spendhub.platform.outgoing.SealedSecrets.NewSecret;
import io.spendhub.platform.outgoing.Targets;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.webhooks.DisabledReason;
import io.spendhub.webhooks.ReplayView;
import io.spendhub.webhooks.WebhookCommand.ChangeWebhook;
import io.spendhub.webhooks.WebhookCommand.CreateWebhook;
import io.spendhub.webhooks.WebhookCommand.Replay;
import io.spendhub.webhooks.WebhookCommand.RotateSecret;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.WebhookView;
import io.spendhub.webhooks.domain.EventPatterns;
import io.spendhub.webhooks.domain.FeedCursor;
import io.spendhub.webhooks.domain.FeedCursors;
import io.spendhub.webhooks.domain.Webhook;
import io.spendhub.webhooks.domain.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Says who is told of which events. Urls are checked, and feeds looked at, before a transaction
 * begins: names are looked up on the network for that.
 */
@ApplicationScoped
public class WebhookService {
  private static final int MOST_WEBHOOKS = 50;
  private static final int MOST_REPLAYS = 10;

  private final Webhooks webhooks;
  private final FeedCursors cursors;
  private final EventFeed feed;
  private final Targets targets;
  private final SealedSecrets secrets;
  private final AuditTrail trail;
  private final Clock clock;

  WebhookService(
      Webhooks webhooks,
      FeedCursors cursors,
      EventFeed feed,
      Targets targets,
      SealedSecrets secrets,
      AuditTrail trail,
      Clock clock) {
    this.webhooks = webhooks;
    this.cursors = cursors;
    this.feed = feed;
    this.targets = targets;
    this.secrets = secrets;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * A webhook with a secret that is shown this once.
   *
   * @param secret {@code whsec_} and base64
   */
  public record WithSecret(WebhookView webhook, String secret, long version) {}

  /**
   * 400 {@code unknown_event}, 409 {@code too_many_webhooks}, 422 {@code url_not_allowed} and
   * {@code webhook_key_missing}, 503 {@code unavailable}.
   */
  public WithSecret create(CreateWebhook command) {
    EventPatterns events = EventPatterns.chosen(command.events());
    WebhookId id = new WebhookId(command.organizationId(), Ids.next());
    NewSecret secret = secrets.make(id.organizationId(), id.id());
    // No name is looked up for what would be refused then; others may be made meanwhile.
    QuarkusTransaction.requiringNew().run(() -> requireRoom(id.organizationId()));
    targets.require(id.organizationId(), "/url", command.url());
    FeedPosition end = end(id.organizationId());
    return transaction(
        () -> {
          requireRoom(id.organizationId());
          Webhook made = new Webhook(id, command.url(), events, secret.sealed(), clock.instant());
          made.describe(command.description());
          webhooks.add(made);
          cursors.add(new FeedCursor(id.id(), id, events, end, Optional.empty()), clock.instant());
          record("webhook.created", id, Optional.empty(), Optional.of(made.view(clock.instant())));
          return withSecret(made, secret);
        });
  }

  private void requireRoom(UUID organizationId) {
    if (webhooks.count(organizationId) >= MOST_WEBHOOKS) {
      throw Refusal.conflict(
          "too_many_webhooks", "An organization has at most " + MOST_WEBHOOKS + " webhooks.");
    }
  }

  private FeedPosition end(UUID organizationId) {
    return feed.ends(List.of(organizationId)).getOrDefault(organizationId, FeedPosition.BEGINNING);
  }

  /**
   * 400 {@code unknown_event}, 404 {@code webhook_not_found}, 412 and 428 for the version, 422
   * {@code url_not_allowed}, 503 {@code unavailable}.
   */
  public Versioned<WebhookView> change(ChangeWebhook command) {
    Optional<EventPatterns> events = command.events().map(EventPatterns::chosen);
    command
        .url()
        .ifPresent(
            url -> {
              // As for room: it may be another version by the time that the name was looked up.
              QuarkusTransaction.requiringNew()
                  .run(() -> command.expected().require(locked(command.id()).version()));
              targets.require(command.id().organizationId(), "/url", url);
            });
    return changed(
        command.id(),
        "webhook.updated",
        webhook -> {
          command.expected().require(webhook.version());
          webhook.change(command.url(), events);
          if (command.changesDescription()) {
            webhook.describe(command.description());
          }
        });
  }

  /** 404 {@code webhook_not_found}. Its deliveries are deleted later. */
  public void delete(WebhookId id) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Webhook webhook = locked(id);
              record(
                  "webhook.deleted",
                  id,
                  Optional.of(webhook.view(clock.instant())),
                  Optional.empty());
              webhooks.remove(webhook);
            });
  }

  /** 404 {@code webhook_not_found}, 422 {@code webhook_key_missing}. */
  public WithSecret rotate(RotateSecret command) {
    NewSecret secret = secrets.make(command.id().organizationId(), command.id().id());
    return transaction(
        () -> {
          Webhook webhook = locked(command.id());
          Instant now = clock.instant();
          webhook.rotate(secret.sealed(), command.oldExpiresIn(), now);
          note("webhook.secret_rotated", command.id(), Map.of("secretCreatedAt", now));
          return withSecret(webhook, secret);
        });
  }

  /** 404 {@code webhook_not_found}. */
  public Versioned<WebhookView> enable(WebhookId id) {
    return changed(id, "webhook.enabled", Webhook::enable);
  }

  /** 404 {@code webhook_not_found}. */
  public Versioned<WebhookView> disable(WebhookId id) {
    return changed(id, "webhook.disabled", webhook -> webhook.disable(DisabledReason.ASKED));
  }

  /**
   * 400 {@code invalid_cursor} and {@code out_of_range}, 404 {@code webhook_not_found}, 409 {@code
   * webhook_disabled} and {@code too_many_replays}.
   */
  public ReplayView replay(Replay command) {
    FeedPosition end = end(command.id().organizationId());
    FeedPosition after = FeedPosition.of("/after", command.after());
    FeedPosition until =
        command.until().map(cursor -> FeedPosition.of("/until", cursor)).orElse(end);
    requireWithin("/after", after, end);
    requireWithin("/until", until, end);
    if (until.compareTo(after) < 0) {
      throw Refusal.invalidField("/until", "out_of_range", "until must not lie before after.");
    }
    return transaction(() -> replay(command.id(), after, until));
  }

  /** A cursor can be made up, and one that nothing ever reaches would be looked at for good. */
  private static void requireWithin(String pointer, FeedPosition position, FeedPosition end) {
    if (position.compareTo(end) > 0) {
      throw Refusal.invalidField(pointer, "out_of_range", "The feed does not reach so far.");
    }
  }

  private ReplayView replay(WebhookId id, FeedPosition after, FeedPosition until) {
    locked(id).requireEnabled();
    if (cursors.replays(id) >= MOST_REPLAYS) {
      throw Refusal.conflict(
          "too_many_replays", "A webhook has at most " + MOST_REPLAYS + " replays at a time.");
    }
    Instant now = clock.instant();
    UUID replay = Ids.next();
    FeedCursor cursor =
        new FeedCursor(replay, id, EventPatterns.kept(List.of()), after, Optional.of(until));
    if (!cursor.isDone()) {
      cursors.add(cursor, now);
    }
    ReplayView made = new ReplayView(replay, after.cursor(), until.cursor(), now);
    note("webhook.replayed", id, made);
    return made;
  }

  private Versioned<WebhookView> changed(WebhookId id, String action, Consumer<Webhook> change) {
    return transaction(
        () -> {
          Webhook webhook = locked(id);
          Instant now = clock.instant();
          WebhookView before = webhook.view(now);
          change.accept(webhook);
          WebhookView after = webhook.view(now);
          record(action, id, Optional.of(before), Optional.of(after));
          if (!after.url().equals(before.url()) && after.told().url().equals(before.told().url())) {
            note(action, id, Map.of("urlChangedAt", now));
          }
          return new Versioned<>(after, webhook.version());
        });
  }

  private void record(
      String action, WebhookId id, Optional<WebhookView> before, Optional<WebhookView> after) {
    trail.record(
        id.organizationId(),
        action,
        id.id(),
        before.map(WebhookView::told),
        after.map(WebhookView::told));
  }

  /** Something that its view does not show. */
  private void note(String action, WebhookId id, Object what) {
    trail.record(id.organizationId(), action, id.id(), Optional.empty(), Optional.of(what));
  }

  private WithSecret withSecret(Webhook webhook, NewSecret secret) {
    return new WithSecret(webhook.view(clock.instant()), secret.shown(), webhook.version());
  }

  private Webhook locked(WebhookId id) {
    return webhooks.lock(id).orElseThrow(() -> Refusal.notFound("webhook"));
  }

  private static <T> T transaction(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }
}
