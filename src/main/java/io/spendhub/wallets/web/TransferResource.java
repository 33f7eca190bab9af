package io.spendhub.wallets.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.ledger.MoneyCall;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.idempotency.OutcomeResponses;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.Refusal;
import io.spendhub.wallets.MovementView;
import io.spendhub.wallets.WalletMoneyCommand.TransferMoney;
import io.spendhub.wallets.command.WalletMoneyService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/transfers")
@RunOnVirtualThread
@Tag(name = "Wallets")
class TransferResource {
  private final WalletMoneyService money;
  private final RequestKeys keys;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  TransferResource(
      WalletMoneyService money, RequestKeys keys, CurrentRequest request, CurrentCaller caller) {
    this.money = money;
    this.keys = keys;
    this.request = request;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("wallets:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "Move money between two wallets of the same currency")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MovementView.TwoWallets.class)))
  public Response transfer(@Valid TransferRequest body) {
    MoneyCall call = MoneyCall.of(caller, request, Optional.of(keys.required(body)));
    return OutcomeResponses.of(money.execute(call, body.command()));
  }

  record TransferRequest(
      @NotNull UUID fromWalletId,
      @NotNull UUID toWalletId,
      @NotNull @Amount Long amount,
      @NotNull @CurrencyCode String currency,
      @PlainText @Nullable String reference) {

    TransferMoney command() {
      if (fromWalletId.equals(toWalletId)) {
        throw Refusal.invalidField(
            "/toWalletId", "same_wallet", "A transfer goes from one wallet to another.");
      }
      return new TransferMoney(
          fromWalletId, toWalletId, amount, currency, Optional.ofNullable(reference));
    }
  }
}
