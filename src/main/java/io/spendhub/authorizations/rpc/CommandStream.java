package io.spendhub.authorizations.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.spendhub.authorizations.rpc.StreamedCommands.Prepared;
import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.rpc.LastingCalls;
import io.spendhub.platform.rpc.LastingCalls.LastingCall;
import io.spendhub.platform.rpc.Outgoing;
import io.spendhub.platform.rpc.RpcProblems;
import io.spendhub.platform.serving.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import spendhub.v1.Command;
import spendhub.v1.Outcome;

/**
 * One stream of commands. One virtual thread makes them ready in the order in which they come, and
 * each wallet that is at it has one more, which runs all that waits for that wallet together: so
 * commands of one wallet are decided in their order, and no wallet waits for another.
 *
 * <p>A command is asked of the caller for each outcome that the caller has taken, so no more are
 * ever held than {@link Demand#MOST_IN_FLIGHT}.
 */
final class CommandStream implements StreamObserver<Command>, Runnable {
  private static final String SCOPE = "authorizations:write";
  private static final int MOST_AT_ONCE = 256;
  private static final long LOOKING_AFTER_THE_END_SECONDS = 1;

  private final LastingCall call;
  private final StreamedCommands commands;
  private final Demand demand;
  private final Outgoing<Outcome> outgoing;
  private final BlockingQueue<Optional<Command>> arrived = new LinkedBlockingQueue<>();
  private final Map<UUID, List<Prepared>> waiting = new HashMap<>();

  /** To be made on the event loop, where the call begins. */
  CommandStream(
      LastingCall call, StreamedCommands commands, ServerCallStreamObserver<Outcome> caller) {
    this.call = call;
    this.commands = commands;
    this.outgoing = new Outgoing<>(caller, this::taken);
    caller.disableAutoRequest();
    caller.setOnCancelHandler(() -> arrived.add(Optional.empty()));
    this.demand = new Demand(caller::request);
  }

  @Override
  public void onNext(Command command) {
    demand.came();
    arrived.add(Optional.of(command));
  }

  /** The caller is gone; what was taken in is done nevertheless, as over HTTP. */
  @Override
  public void onError(Throwable gone) {
    arrived.add(Optional.empty());
  }

  @Override
  public void onCompleted() {
    demand.halfClosed();
    taken(0);
  }

  private void taken(int outcomes) {
    demand.taken(outcomes);
    if (demand.isOver()) {
      arrived.add(Optional.empty());
      outgoing.end();
    }
  }

  @Override
  public void run() {
    try {
      // Whoever may not is told before the first command, and holds nothing here without one.
      call.last(Part.COMMANDS, SCOPE, this::takeCommands);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      outgoing.fail(problem(call.fault(failure)));
    }
  }

  private void takeCommands() throws InterruptedException {
    call.onLoop(demand::allowed);
    List<Optional<Command>> next = new ArrayList<>();
    while (!next.contains(Optional.<Command>empty())) {
      next = next();
      List<Command> given = next.stream().flatMap(Optional::stream).toList();
      if (!given.isEmpty()) {
        call.as(SCOPE, () -> begin(given));
      }
    }
  }

  private List<Optional<Command>> next() throws InterruptedException {
    List<Optional<Command>> next = new ArrayList<>();
    Optional<Command> first;
    do {
      if (call.isToEnd()) {
        throw LastingCalls.ending();
      }
      first = arrived.poll(LOOKING_AFTER_THE_END_SECONDS, TimeUnit.SECONDS);
    } while (first == null);
    next.add(first);
    arrived.drainTo(next, MOST_AT_ONCE);
    return next;
  }

  private int begin(List<Command> given) {
    for (Command command : given) {
      try {
        begin(commands.prepared(command, call.requestId()));
      } catch (RuntimeException refusal) {
        outgoing.add(StreamedCommands.refused(command, call.fault(refusal), call.requestId()));
      }
    }
    return given.size();
  }

  private void begin(Prepared prepared) {
    synchronized (waiting) {
      List<Prepared> behind = waiting.get(prepared.place());
      if (behind != null) {
        behind.add(prepared);
        return;
      }
      waiting.put(prepared.place(), new ArrayList<>());
    }
    Thread.ofVirtual()
        .name("streamed-wallet")
        .start(() -> runAll(prepared.place(), List.of(prepared)));
  }

  private void runAll(UUID place, List<Prepared> first) {
    List<Prepared> batch = first;
    while (!batch.isEmpty()) {
      commands.run(batch, call).forEach(outgoing::add);
      synchronized (waiting) {
        batch = List.copyOf(waiting.getOrDefault(place, List.of()));
        if (batch.isEmpty()) {
          waiting.remove(place);
        } else {
          waiting.put(place, new ArrayList<>());
        }
      }
    }
  }

  private com.google.rpc.Status problem(Fault fault) {
    return RpcProblems.of(fault, Command.getDescriptor(), call.requestId());
  }
}
