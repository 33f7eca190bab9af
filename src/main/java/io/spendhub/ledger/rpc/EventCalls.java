package io.spendhub.ledger.rpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.spendhub.ledger.query.EventQueries;
import io.spendhub.platform.rpc.LastingCalls;
import io.spendhub.platform.rpc.Operations;
import io.spendhub.platform.security.CurrentCaller;
import spendhub.v1.Event;
import spendhub.v1.EventsGrpc;
import spendhub.v1.FollowRequest;

/** {@code Events} of the gRPC API. */
@GrpcService
class EventCalls implements BindableService {
  private final Operations operations;
  private final LastingCalls calls;
  private final EventQueries events;
  private final CurrentCaller caller;

  EventCalls(Operations operations, LastingCalls calls, EventQueries events, CurrentCaller caller) {
    this.operations = operations;
    this.calls = calls;
    this.events = events;
    this.caller = caller;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return operations
        .serving(EventsGrpc.getServiceDescriptor())
        .addMethod(EventsGrpc.getFollowMethod(), ServerCalls.asyncServerStreamingCall(this::follow))
        .build();
  }

  private void follow(FollowRequest request, StreamObserver<Event> answer) {
    Follower follower =
        new Follower(
            calls.begin(),
            (ServerCallStreamObserver<Event>) answer,
            (after, limit) -> events.steps(caller.organizationId(), after, limit),
            request.getAfter());
    Thread.ofVirtual().name("follower").start(follower);
  }
}
