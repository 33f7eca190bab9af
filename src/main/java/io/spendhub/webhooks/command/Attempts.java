package io.spendhub.webhooks.command;

import io.spendhub.platform.outgoing.OutgoingCalls;
import io.spendhub.platform.outgoing.Reply;
import io.spendhub.platform.outgoing.Reply.Answered;
import io.spendhub.platform.outgoing.Reply.NotTried;
import io.spendhub.platform.outgoing.Reply.Unanswered;
import io.spendhub.platform.outgoing.SealedSecrets;
import io.spendhub.platform.outgoing.SignedMessage;
import io.spendhub.webhooks.DeliveryFailure;
import io.spendhub.webhooks.DeliveryStatus;
import io.spendhub.webhooks.domain.Deliveries.Claimed;
import io.spendhub.webhooks.domain.Deliveries.Due;
import io.spendhub.webhooks.domain.Deliveries.Outcome;
import io.spendhub.webhooks.domain.RetryRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Calls the server of a webhook, once. Uses no connection to the database. */
@ApplicationScoped
class Attempts {
  static final int GONE = 410;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int FIRST_SUCCESS = 200;
  private static final int LAST_SUCCESS = 299;

  private final OutgoingCalls calls;
  private final SealedSecrets secrets;
  private final Clock clock;

  Attempts(OutgoingCalls calls, SealedSecrets secrets, Clock clock) {
    this.calls = calls;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * What is sent.
   *
   * @param requestId of the request that made it happen
   */
  record Message(String body, String requestId) {}

  /**
   * Sends a message, and tells what became of it and when to try again; empty where there was no
   * room to try.
   */
  Optional<Outcome> send(Due due, Claimed claimed, Message message) {
    Instant at = clock.instant();
    List<byte[]> signing = signing(due, at);
    if (signing.isEmpty()) {
      return Optional.of(
          failed(claimed, Optional.empty(), DeliveryFailure.SECRET_UNREADABLE, Optional.empty()));
    }
    Map<String, String> headers =
        new HashMap<>(
            new SignedMessage(claimed.eventId().toString(), at, message.body()).headers(signing));
    headers.put("User-Agent", "SpendHub");
    headers.put("X-Request-Id", message.requestId());
    return outcome(
        claimed,
        calls.post(due.webhook().organizationId(), due.url(), headers, message.body(), PATIENCE));
  }

  /** The newer secret comes first; none where it cannot be read. */
  private List<byte[]> signing(Due due, Instant now) {
    List<byte[]> signing = new ArrayList<>();
    open(due, due.secret()).ifPresent(signing::add);
    if (!signing.isEmpty() && due.oldSecretUntil().filter(now::isBefore).isPresent()) {
      due.oldSecret().flatMap(kept -> open(due, kept)).ifPresent(signing::add);
    }
    return signing;
  }

  private Optional<byte[]> open(Due due, byte[] kept) {
    return secrets.open(due.webhook().organizationId(), due.webhook().id(), kept);
  }

  private Optional<Outcome> outcome(Claimed claimed, Reply reply) {
    return switch (reply) {
      case Answered answered -> Optional.of(answered(claimed, answered));
      case Unanswered unanswered ->
          Optional.of(
              failed(claimed, Optional.empty(), failure(unanswered.why()), Optional.empty()));
      case NotTried notTried -> Optional.empty();
    };
  }

  private Outcome answered(Claimed claimed, Answered answered) {
    Optional<Integer> status = Optional.of(answered.status());
    return isSuccess(answered.status())
        ? new Outcome(
            claimed,
            clock.instant(),
            DeliveryStatus.DELIVERED,
            Duration.ZERO,
            status,
            Optional.empty())
        : failed(claimed, status, DeliveryFailure.STATUS, answered.retryAfter());
  }

  private static boolean isSuccess(int status) {
    return status >= FIRST_SUCCESS && status <= LAST_SUCCESS;
  }

  private static DeliveryFailure failure(Reply.Why why) {
    return switch (why) {
      case TIMEOUT -> DeliveryFailure.TIMEOUT;
      case UNREACHABLE -> DeliveryFailure.UNREACHABLE;
      case NOT_ALLOWED -> DeliveryFailure.NOT_ALLOWED;
    };
  }

  private Outcome failed(
      Claimed claimed,
      Optional<Integer> status,
      DeliveryFailure failure,
      Optional<Duration> retryAfter) {
    Instant now = clock.instant();
    Optional<Duration> pause =
        status.filter(code -> code == GONE).isPresent()
            ? Optional.empty()
            : RetryRule.pause(
                claimed.attempts(),
                claimed.since(),
                now,
                retryAfter,
                ThreadLocalRandom.current().nextDouble());
    return new Outcome(
        claimed,
        now,
        pause.isPresent() ? DeliveryStatus.PENDING : DeliveryStatus.FAILED,
        pause.orElse(Duration.ZERO),
        status,
        Optional.of(failure));
  }
}
