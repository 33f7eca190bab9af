package io.spendhub.ledger.rpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.spendhub.platform.rpc.Operations;
import spendhub.v1.LedgerGrpc;

/** {@code Ledger} of the gRPC API. */
@GrpcService
class LedgerCalls implements BindableService {
  private final Operations operations;

  LedgerCalls(Operations operations) {
    this.operations = operations;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return operations.serving(LedgerGrpc.getServiceDescriptor()).build();
  }
}
