package io.spendhub.wallets.rpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.spendhub.platform.rpc.Operations;
import spendhub.v1.WalletsGrpc;

/** {@code Wallets} of the gRPC API. */
@GrpcService
class WalletCalls implements BindableService {
  private final Operations operations;

  WalletCalls(Operations operations) {
    this.operations = operations;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return operations.serving(WalletsGrpc.getServiceDescriptor()).build();
  }
}
