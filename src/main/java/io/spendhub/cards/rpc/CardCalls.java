package io.spendhub.cards.rpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.spendhub.platform.rpc.Operations;
import spendhub.v1.CardsGrpc;

/** {@code Cards} of the gRPC API. */
@GrpcService
class CardCalls implements BindableService {
  private final Operations operations;

  CardCalls(Operations operations) {
    this.operations = operations;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return operations.serving(CardsGrpc.getServiceDescriptor()).build();
  }
}
