package io.spendhub.ledger.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.ledger.VerificationView;
import io.spendhub.ledger.query.Verification;
import io.spendhub.platform.security.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/ledger/verification")
@RunOnVirtualThread
@Tag(name = "Ledger")
class VerificationResource {
  private final Verification verification;
  private final CurrentCaller caller;

  VerificationResource(Verification verification, CurrentCaller caller) {
    this.verification = verification;
    this.caller = caller;
  }

  @GET
  @PermissionsAllowed("ledger:read")
  @Operation(summary = "Prove the organization's ledger from its transfers")
  public VerificationView verify() {
    return verification.verify(caller.organizationId());
  }
}
