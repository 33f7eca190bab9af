package io.spendhub.ledger.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.ledger.VerificationView;
import io.spendhub.ledger.VerificationView.ChainHead;
import io.spendhub.ledger.query.Verification;
import io.spendhub.platform.http.calls.WaitingCaller;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.platform.sql.LongRead;
import io.spendhub.shared.Refusal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/ledger/verification")
@RunOnVirtualThread
@Tag(name = "Ledger")
class VerificationResource {
  private final Verification verification;
  private final WaitingCaller waiting;
  private final CurrentCaller caller;

  VerificationResource(Verification verification, WaitingCaller waiting, CurrentCaller caller) {
    this.verification = verification;
    this.waiting = waiting;
    this.caller = caller;
  }

  @GET
  @PermissionsAllowed("ledger:read")
  @Operation(summary = "Prove the organization's ledger from its transfers")
  public VerificationView verify(@QueryParam("head") Optional<String> head) {
    UUID organizationId = caller.organizationId();
    Optional<ChainHead> noted = head.map(VerificationResource::head);
    LongRead read = verification.bounded();
    waiting.whenGone(read::end);
    return verification.verifyInTurn(organizationId, noted, read);
  }

  private static ChainHead head(String text) {
    return ChainHead.parse(text)
        .orElseThrow(
            () ->
                Refusal.invalidField(
                    "head",
                    "wrong_format",
                    "head must be a number and a hash, as in chainHead: <number>:<hash>."));
  }
}
