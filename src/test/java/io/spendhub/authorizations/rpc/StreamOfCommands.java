package io.spendhub.authorizations.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.spendhub.testing.api.Rpc;
import io.spendhub.testing.api.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import spendhub.v1.AuthorizationsGrpc;
import spendhub.v1.Command;
import spendhub.v1.Outcome;

/** A stream of commands and what it answers, as a caller has them. */
final class StreamOfCommands implements ClientResponseObserver<Command, Outcome>, AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final List<Outcome> read = new ArrayList<>();
  private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
  private volatile @Nullable ClientCallStreamObserver<Command> commands;
  private volatile boolean reading = true;

  static StreamOfCommands open(Spending organization) {
    return open(organization.tenant().secret());
  }

  static StreamOfCommands open(String secret) {
    StreamOfCommands stream = new StreamOfCommands();
    AuthorizationsGrpc.newStub(Rpc.channelWith(secret)).stream(stream);
    stream.commands().request(1);
    return stream;
  }

  private ClientCallStreamObserver<Command> commands() {
    return Objects.requireNonNull(commands);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Command> begun) {
    commands = begun;
    begun.disableAutoRequestWithInitial(0);
  }

  @Override
  public void onNext(Outcome outcome) {
    outcomes.add(outcome);
    if (reading) {
      commands().request(1);
    }
  }

  @Override
  public void onError(Throwable problem) {
    end.complete(Optional.of(problem));
  }

  @Override
  public void onCompleted() {
    end.complete(Optional.empty());
  }

  void send(Command.Builder command) {
    commands().onNext(command.build());
  }

  /** One more outcome is taken at most, until there is reading on. */
  void stopReading() {
    reading = false;
  }

  void readOn() {
    reading = true;
    commands().request(1);
  }

  /** The next outcome of any command. */
  Outcome next() {
    try {
      return Objects.requireNonNull(
          outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no outcome came");
    } catch (InterruptedException told) {
      throw new AssertionError(told);
    }
  }

  /** The outcome of this command, in whatever order they come. */
  Outcome outcome(String commandId) {
    while (read.stream().noneMatch(each -> each.getCommandId().equals(commandId))) {
      read.add(next());
    }
    return read.stream()
        .filter(each -> each.getCommandId().equals(commandId))
        .findFirst()
        .orElseThrow();
  }

  /** Sends no more, and hears the end. */
  void endsWithoutProblem() {
    commands().onCompleted();
    assertThat(end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join()).isEmpty();
  }

  Throwable failure() {
    return end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().orElseThrow();
  }

  @Override
  public void close() {
    commands().cancel("the test is over", null);
  }
}
