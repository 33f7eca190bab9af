package io.spendhub.webhooks.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.spendhub.ledger.EventFeed;
import io.spendhub.platform.events.EventView;
import io.spendhub.platform.sql.JsonText;
import io.spendhub.shared.Ids;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.command.Attempts.Message;
import io.spendhub.webhooks.domain.Deliveries;
import io.spendhub.webhooks.domain.Deliveries.Claimed;
import io.spendhub.webhooks.domain.Deliveries.Due;
import io.spendhub.webhooks.domain.Deliveries.Outcome;
import io.spendhub.webhooks.domain.Slots;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Begins the attempts whose time has come, each on a virtual thread of its own, and gathers what
 * became of them. All that is done with the database is done by the thread of the job: however many
 * attempts there are, and however slow, one connection serves them.
 */
@ApplicationScoped
class Dispatch {
  private static final Logger LOG = Logger.getLogger(Dispatch.class);
  private static final int ATTEMPTS_AT_ONCE = 1_024;

  private final Deliveries deliveries;
  private final EventFeed feed;
  private final Attempts attempts;
  private final Outcomes outcomes;
  private final WebhookMetrics metrics;
  private final JsonText json;
  private final Slots slots = new Slots(ATTEMPTS_AT_ONCE);
  private final Queue<Outcome> ended = new ConcurrentLinkedQueue<>();
  private final Queue<Claimed> untried = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());

  Dispatch(
      Deliveries deliveries,
      EventFeed feed,
      Attempts attempts,
      Outcomes outcomes,
      WebhookMetrics metrics,
      JsonText json) {
    this.deliveries = deliveries;
    this.feed = feed;
    this.attempts = attempts;
    this.outcomes = outcomes;
    this.metrics = metrics;
    this.json = json;
  }

  /** How many attempts are under way. */
  int underWay() {
    return slots.taken();
  }

  /** Keeps what became of attempts that have ended, and puts back what there was no room for. */
  void keepOutcomes() {
    drain(untried, deliveries::putBack);
    drain(
        ended,
        kept -> {
          outcomes.keep(kept);
          kept.forEach(metrics::attempted);
        });
  }

  private static <T> void drain(Queue<T> queue, Consumer<List<T>> keep) {
    List<T> kept = new ArrayList<>();
    for (T next = queue.poll(); next != null; next = queue.poll()) {
      kept.add(next);
    }
    if (kept.isEmpty()) {
      return;
    }
    try {
      keep.accept(kept);
    } catch (RuntimeException notNow) {
      queue.addAll(kept); // within the minute that they are claimed for they may still be kept
      throw notNow;
    }
  }

  /**
   * Begins as many attempts as there are slots for.
   *
   * @param whenEnded is run after each of them, on its thread
   */
  void begin(Runnable whenEnded) {
    List<Due> due = new ArrayList<>(deliveries.due());
    Collections.shuffle(due); // where slots are few, the first are not always the same
    Map<WebhookId, Due> byId = new LinkedHashMap<>();
    Map<WebhookId, Integer> wanted = new HashMap<>();
    for (Due each : due) {
      int free = slots.free(each.webhook(), each.failing());
      if (free > 0) {
        byId.put(each.webhook(), each);
        wanted.put(each.webhook(), free);
        slots.take(each.webhook(), free);
      }
    }
    List<Claimed> claimed = new ArrayList<>();
    try {
      claimed.addAll(deliveries.claim(wanted));
    } finally {
      giveBackUnused(wanted, claimed);
    }
    begin(byId, claimed, whenEnded);
  }

  private void giveBackUnused(Map<WebhookId, Integer> wanted, List<Claimed> claimed) {
    Map<WebhookId, Integer> unused = new HashMap<>(wanted);
    claimed.forEach(each -> unused.merge(each.webhook(), -1, Integer::sum));
    unused.forEach(
        (id, number) -> {
          for (int i = 0; i < number; i++) {
            slots.giveBack(id);
          }
        });
  }

  private void begin(Map<WebhookId, Due> due, List<Claimed> claimed, Runnable whenEnded) {
    Map<UUID, Message> messages;
    try {
      messages = messages(claimed);
    } catch (RuntimeException notNow) {
      claimed.forEach(each -> slots.giveBack(each.webhook()));
      putBack(claimed, notNow);
      throw notNow;
    }
    List<Claimed> unreadable = new ArrayList<>();
    for (Claimed each : claimed) {
      Optional<Message> message =
          each.body()
              .map(body -> new Message(body, Ids.next().toString()))
              .or(() -> Optional.ofNullable(messages.get(each.eventId())));
      Optional<Due> webhook = Optional.ofNullable(due.get(each.webhook()));
      if (message.isPresent() && webhook.isPresent()) {
        threads.execute(() -> attempt(webhook.get(), each, message.get(), whenEnded));
      } else {
        slots.giveBack(each.webhook());
        unreadable.add(each);
      }
    }
    deliveries.putBack(unreadable);
  }

  /** Where even that fails their attempts count, and go on when others may claim them. */
  private void putBack(List<Claimed> claimed, RuntimeException because) {
    try {
      deliveries.putBack(claimed);
    } catch (RuntimeException neither) {
      because.addSuppressed(neither);
    }
  }

  /** By their events. A replica that lags may not have one of them yet. */
  private Map<UUID, Message> messages(Collection<Claimed> claimed) {
    Map<UUID, Message> messages = new HashMap<>();
    claimed.stream()
        .filter(each -> each.sequence().isPresent())
        .collect(groupingBy(each -> each.webhook().organizationId()))
        .forEach(
            (organizationId, ofOne) ->
                messages.putAll(
                    feed
                        .of(
                            organizationId,
                            ofOne.stream()
                                .flatMap(each -> each.sequence().stream())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(toMap(EventView::id, this::message))));
    return messages;
  }

  private Message message(EventView event) {
    return new Message(json.of(event), event.requestId());
  }

  private void attempt(Due due, Claimed claimed, Message message, Runnable whenEnded) {
    try {
      attempts.send(due, claimed, message).ifPresentOrElse(ended::add, () -> untried.add(claimed));
    } catch (RuntimeException broken) {
      LOG.errorf(broken, "An attempt to call a webhook failed, and will be made again.");
    } finally {
      slots.giveBack(claimed.webhook());
      whenEnded.run();
    }
  }
}
