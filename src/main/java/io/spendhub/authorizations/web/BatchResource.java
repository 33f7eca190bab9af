package io.spendhub.authorizations.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.authorizations.AuthorizationCommand.AskedVoucher;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.command.AuthorizationService;
import io.spendhub.authorizations.command.AuthorizationService.Call;
import io.spendhub.authorizations.command.AuthorizationService.PendingCommand;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.problems.Problem;
import io.spendhub.platform.http.problems.Problems;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.platform.idempotency.Outcome.Failed;
import io.spendhub.platform.idempotency.Outcome.Refused;
import io.spendhub.platform.idempotency.OutcomeResponses;
import io.spendhub.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/authorizations/batch")
@RunOnVirtualThread
@Tag(name = "Authorizations")
class BatchResource {
  private static final String ALONE = "/v1/authorizations";

  private final AuthorizationService authorizations;
  private final NetworkCalls calls;
  private final Problems problems;

  BatchResource(AuthorizationService authorizations, NetworkCalls calls, Problems problems) {
    this.authorizations = authorizations;
    this.calls = calls;
    this.problems = problems;
  }

  /** What became of each item, in the order of the items. */
  public record BatchView(List<ItemView> items) {}

  /** One item: an authorization, or the problem that it met. */
  public record ItemView(
      int status,
      @JsonRawValue @Schema(implementation = AuthorizationView.class)
          @Nullable String authorization,
      Optional<Problem> problem) {}

  @POST
  @PermissionsAllowed("authorizations:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "Ask for up to 1,000 purchases to be approved, each for itself")
  public RestResponse<BatchView> authorize(@Valid BatchRequest body) {
    List<Call> made = new ArrayList<>();
    List<PendingCommand> commands = new ArrayList<>();
    Map<String, Optional<AskedVoucher>> vouchers = new HashMap<>();
    for (int i = 0; i < body.items().size(); i++) {
      AuthorizeRequest item = body.items().get(i);
      made.add(calls.ofPart(ALONE, item, i));
      commands.add(
          new PendingCommand(
              item.cardId(),
              AuthorizeRequest.KIND,
              walletId -> item.command(voucher(item, vouchers)).apply(walletId)));
    }
    return response(authorizations.onCards(made, commands));
  }

  /** However often a batch names a code, it is one guess. */
  private Optional<AskedVoucher> voucher(
      AuthorizeRequest item, Map<String, Optional<AskedVoucher>> known) {
    return item.voucherCode() == null
        ? Optional.empty()
        : known.computeIfAbsent(item.voucherCode(), calls::voucher);
  }

  /** A repetition says so if no item of it had an effect by itself. */
  private RestResponse<BatchView> response(List<Outcome<String>> outcomes) {
    RestResponse.ResponseBuilder<BatchView> response =
        RestResponse.ResponseBuilder.ok(new BatchView(outcomes.stream().map(this::item).toList()));
    return outcomes.stream().allMatch(Outcome::isReplayed)
        ? response.header(OutcomeResponses.REPLAYED, true).build()
        : response.build();
  }

  private ItemView item(Outcome<String> outcome) {
    int status = OutcomeResponses.status(outcome);
    return switch (outcome) {
      case Done<String> done -> new ItemView(status, done.body(), Optional.empty());
      case Failed<String> failed -> throw new IllegalStateException("a decline is an answer");
      case Refused<String>(var refusal) ->
          new ItemView(status, null, Optional.of(problems.of(refusal)));
    };
  }

  /** Many purchases in one call; those on one wallet are decided in this order. */
  record BatchRequest(
      @Schema(minItems = 1, maxItems = 1000) @NotNull
          List<@NotNull @Valid AuthorizeRequest> items) {
    private static final int MOST_ITEMS = 1_000;

    /** Refuses the size before anything looks through the items. */
    BatchRequest {
      if (items != null && (items.isEmpty() || items.size() > MOST_ITEMS)) {
        throw Refusal.invalidField("/items", "wrong_size", "A batch has 1 to 1,000 items.");
      }
    }
  }
}
