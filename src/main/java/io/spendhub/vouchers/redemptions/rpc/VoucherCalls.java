package io.spendhub.vouchers.redemptions.rpc;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.spendhub.platform.rpc.Operations;
import spendhub.v1.VouchersGrpc;

/** {@code Vouchers} of the gRPC API: of all the matters of the context. */
@GrpcService
class VoucherCalls implements BindableService {
  private final Operations operations;

  VoucherCalls(Operations operations) {
    this.operations = operations;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return operations.serving(VouchersGrpc.getServiceDescriptor()).build();
  }
}
