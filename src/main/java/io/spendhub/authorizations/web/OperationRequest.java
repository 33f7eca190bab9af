package io.spendhub.authorizations.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spendhub.authorizations.AuthorizationCommand.Operate;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.command.AuthorizationService.Payers;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PastInstant;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An increment, a clearing, a reversal or a refund. */
public record OperationRequest(
    @NotNull @Amount Long amount,
    @JsonProperty("final") @Nullable Boolean last,
    @PastInstant @Nullable Instant occurredAt,
    @Valid @Nullable OriginalRequest original,
    @PlainText @Nullable String networkReference,
    @Metadata @Nullable Map<String, String> metadata)
    implements NetworkRequest {

  /**
   * The command, once it is known who pays.
   *
   * @throws Refusal 400 where something else than a clearing is final
   */
  public Operate command(UUID authorizationId, Payers payers, OperationKind kind) {
    boolean isLast = Optional.ofNullable(last).orElse(false);
    if (isLast && kind != OperationKind.CLEARING) {
      throw Refusal.invalidField("/final", "not_allowed", "Only a clearing can be final.");
    }
    return new Operate(
        authorizationId, payers.walletId(), payers.campaignId(), kind, amount, isLast, note());
  }
}
