package io.spendhub.authorizations.rpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.spendhub.platform.rpc.LastingCalls;
import io.spendhub.platform.rpc.Operations;
import spendhub.v1.AuthorizationsGrpc;
import spendhub.v1.Command;
import spendhub.v1.Outcome;

/** {@code Authorizations} of the gRPC API. */
@GrpcService
class AuthorizationCalls implements BindableService {
  private final Operations operations;
  private final LastingCalls calls;
  private final StreamedCommands commands;

  AuthorizationCalls(Operations operations, LastingCalls calls, StreamedCommands commands) {
    this.operations = operations;
    this.calls = calls;
    this.commands = commands;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return operations
        .serving(AuthorizationsGrpc.getServiceDescriptor())
        .addMethod(
            AuthorizationsGrpc.getStreamMethod(), ServerCalls.asyncBidiStreamingCall(this::stream))
        .build();
  }

  private StreamObserver<Command> stream(StreamObserver<Outcome> outcomes) {
    CommandStream stream =
        new CommandStream(calls.begin(), commands, (ServerCallStreamObserver<Outcome>) outcomes);
    Thread.ofVirtual().name("command-stream").start(stream);
    return stream;
  }
}
