package io.spendhub.ledger.rpc;

import com.google.protobuf.Timestamp;
import io.grpc.stub.ServerCallStreamObserver;
import io.spendhub.ledger.query.EventQueries.Step;
import io.spendhub.platform.events.EventView;
import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.rpc.LastingCalls;
import io.spendhub.platform.rpc.LastingCalls.LastingCall;
import io.spendhub.platform.rpc.Outgoing;
import io.spendhub.platform.rpc.RpcProblems;
import io.spendhub.platform.serving.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import spendhub.v1.Event;
import spendhub.v1.FollowRequest;

/** Tells one caller of the feed, from a place on and for as long as the call lasts. */
final class Follower implements Runnable {
  private static final String SCOPE = "events:read";
  private static final int STRETCH = 50;

  /** So many may be read and not yet taken by the caller. */
  private static final int MOST_WAITING = 100;

  /**
   * After these it looks again: soon where something has just come, and seldom where nothing has.
   */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Reads on in the feed. */
  @FunctionalInterface
  interface Reading {
    List<Step> steps(Optional<String> after, int limit);
  }

  private final LastingCall call;
  private final ServerCallStreamObserver<Event> caller;
  private final Reading reading;
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final Semaphore gone = new Semaphore(0);
  private final Outgoing<Event> outgoing;
  private Optional<String> after;

  /** To be made on the event loop, where the call begins. */
  Follower(
      LastingCall call, ServerCallStreamObserver<Event> caller, Reading reading, String after) {
    this.call = call;
    this.caller = caller;
    this.reading = reading;
    this.after = Optional.of(after).filter(given -> !given.isEmpty());
    this.outgoing = new Outgoing<>(caller, room::release);
    caller.setOnCancelHandler(gone::release);
  }

  @Override
  public void run() {
    try {
      call.last(Part.QUERIES, SCOPE, this::follow);
      outgoing.fail(problem(Fault.of(LastingCalls.ending())));
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      outgoing.fail(problem(call.fault(failure)));
    }
  }

  private com.google.rpc.Status problem(Fault fault) {
    return RpcProblems.of(fault, FollowRequest.getDescriptor(), call.requestId());
  }

  private void follow() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!caller.isCancelled() && !call.isToEnd()) {
      List<Step> steps = call.as(SCOPE, () -> reading.steps(after, STRETCH));
      for (Step step : steps) {
        tell(step);
      }
      if (steps.isEmpty()) {
        gone.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      } else {
        pause = FIRST_PAUSE;
      }
    }
  }

  private void tell(Step step) throws InterruptedException {
    after = Optional.of(step.cursor());
    if (step.event().isPresent()) {
      while (!room.tryAcquire(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        if (caller.isCancelled() || call.isToEnd()) {
          return;
        }
      }
      outgoing.add(message(step.event().get(), step.cursor()));
    }
  }

  private static Event message(EventView event, String cursor) {
    Instant at = event.at();
    return Event.newBuilder()
        .setId(event.id().toString())
        .setSequence(event.sequence())
        .setType(event.type())
        .setAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
        .setSubject(event.subject().toString())
        .setRequestId(event.requestId())
        .setData(event.data())
        .setCursor(cursor)
        .build();
  }
}
