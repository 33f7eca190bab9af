package io.spendhub.authorizations.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import io.spendhub.authorizations.AuthorizationCommand;
import io.spendhub.authorizations.AuthorizationCommand.ForcePost;
import io.spendhub.authorizations.AuthorizationCommand.RefundUnlinked;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.command.AuthorizationService;
import io.spendhub.authorizations.command.AuthorizationService.Call;
import io.spendhub.authorizations.command.AuthorizationService.PendingCommand;
import io.spendhub.authorizations.web.AuthorizeRequest;
import io.spendhub.authorizations.web.NetworkCalls;
import io.spendhub.authorizations.web.NetworkRequest;
import io.spendhub.authorizations.web.OperationRequest;
import io.spendhub.authorizations.web.PurchaseRequest;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.platform.http.calls.RequestIdentity;
import io.spendhub.platform.http.json.JsonRefusals;
import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.platform.idempotency.Outcome.Failed;
import io.spendhub.platform.idempotency.Outcome.Refused;
import io.spendhub.platform.rpc.LastingCalls.LastingCall;
import io.spendhub.platform.rpc.MessageJson;
import io.spendhub.platform.rpc.RpcProblems;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import spendhub.v1.Authorization;
import spendhub.v1.Command;
import spendhub.v1.Outcome;
import spendhub.v1.UnlinkedRefund;

/** Makes of the commands of streams what the resources make of requests, and runs them. */
@ApplicationScoped
class StreamedCommands {
  private static final int LONGEST_ID = 64;

  private final AuthorizationService authorizations;
  private final NetworkCalls calls;
  private final Validator validator;
  private final ObjectMapper json;

  StreamedCommands(
      AuthorizationService authorizations,
      NetworkCalls calls,
      Validator validator,
      ObjectMapper json) {
    this.authorizations = authorizations;
    this.calls = calls;
    this.validator = validator;
    this.json = json;
  }

  /**
   * A command that only has to be run.
   *
   * @param place those of one place are to be run in their order
   */
  record Prepared(Command command, UUID organizationId, UUID place, Submission submission) {}

  /** A command as it would have come alone. */
  private record Alone(Command command, String requestId, ObjectNode fields) {}

  /**
   * Makes a command ready, in the request context of its stream.
   *
   * @throws RuntimeException what it would have been refused with, had it come alone
   */
  Prepared prepared(Command command, String streamId) {
    if (command.getCommandId().isEmpty() || command.getCommandId().length() > LONGEST_ID) {
      throw Refusal.invalidField(
          "/commandId", "wrong_size", "A command has an id of 1 to 64 characters.");
    }
    Alone alone = new Alone(command, requestId(command, streamId), MessageJson.of(given(command)));
    return switch (command.getCommandCase()) {
      case AUTHORIZE_PURCHASE -> purchase(alone);
      case FORCE_POST_PURCHASE -> forcePost(alone);
      case REFUND_PURCHASE -> refund(alone);
      case INCREMENT_AUTHORIZATION -> operation(alone, OperationKind.INCREMENT, "/increments");
      case CLEAR_AUTHORIZATION -> operation(alone, OperationKind.CLEARING, "/clearings");
      case REVERSE_AUTHORIZATION -> operation(alone, OperationKind.REVERSAL, "/reversals");
      case REFUND_AUTHORIZATION -> operation(alone, OperationKind.REFUND, "/refunds");
      case COMMAND_NOT_SET -> throw unknown();
    };
  }

  private static Message given(Command command) {
    if (!command.getUnknownFields().asMap().isEmpty()) {
      throw unknown();
    }
    return command.getAllFields().values().stream()
        .filter(Message.class::isInstance)
        .map(Message.class::cast)
        .findFirst()
        .orElseThrow(StreamedCommands::unknown);
  }

  private static Refusal unknown() {
    return Refusal.invalidField("/command", "unknown_field", "There is no command that is known.");
  }

  private static String requestId(Command command, String streamId) {
    String given = command.getRequestId();
    return RequestIdentity.isAcceptable(given) ? given : streamId;
  }

  private Prepared purchase(Alone alone) {
    AuthorizeRequest body = body(alone.fields(), AuthorizeRequest.class);
    Call call = call(alone, "/v1/authorizations", body);
    return onCard(
        alone,
        call,
        new PendingCommand(
            body.cardId(),
            AuthorizeRequest.KIND,
            walletId -> body.command(calls.voucher(body.voucherCode())).apply(walletId)));
  }

  private Prepared forcePost(Alone alone) {
    PurchaseRequest body = body(alone.fields(), PurchaseRequest.class);
    Call call = call(alone, "/v1/force-posts", body);
    return onCard(
        alone,
        call,
        new PendingCommand(
            body.cardId(),
            PurchaseRequest.FORCE_POST,
            walletId -> new ForcePost(body.purchase(walletId), body.note())));
  }

  private Prepared refund(Alone alone) {
    PurchaseRequest body = body(alone.fields(), PurchaseRequest.class);
    Call call = call(alone, "/v1/refunds", body);
    return onCard(
        alone,
        call,
        new PendingCommand(
            body.cardId(),
            PurchaseRequest.UNLINKED_REFUND,
            walletId -> new RefundUnlinked(body.purchase(walletId), body.note())));
  }

  private Prepared onCard(Alone alone, Call call, PendingCommand pending) {
    return prepared(alone, call, authorizations.prepared(call, pending));
  }

  private Prepared operation(Alone alone, OperationKind kind, String action) {
    JsonNode given = alone.fields().remove("id");
    UUID id = authorizationId(given == null ? "" : given.asText());
    OperationRequest body = body(alone.fields(), OperationRequest.class);
    Call call = call(alone, "/v1/authorizations/" + id + action, body);
    return prepared(
        alone,
        call,
        authorizations.prepared(call, id, kind, payers -> body.command(id, payers, kind)));
  }

  private static UUID authorizationId(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException noId) {
      // Names nothing, as any other text that is no id.
    }
    throw Refusal.notFound("authorization");
  }

  private Call call(Alone alone, String path, NetworkRequest body) {
    return calls.ofCommand(path, alone.command().getIdempotencyKey(), alone.requestId(), body);
  }

  private static Prepared prepared(Alone alone, Call call, Submission submission) {
    UUID place = ((AuthorizationCommand) submission.command()).walletId();
    return new Prepared(alone.command(), call.organizationId(), place, submission);
  }

  private <T> T body(ObjectNode fields, Class<T> type) {
    try {
      T body = json.treeToValue(fields, type);
      Set<ConstraintViolation<T>> violations = validator.validate(body);
      if (!violations.isEmpty()) {
        throw new ConstraintViolationException(violations);
      }
      return body;
    } catch (JsonProcessingException unreadable) {
      throw JsonRefusals.of(unreadable);
    }
  }

  /** Runs commands of one place together, and tells what became of each. */
  List<Outcome> run(List<Prepared> batch, LastingCall call) {
    try {
      List<io.spendhub.platform.idempotency.Outcome<String>> became =
          authorizations.run(
              batch.getFirst().organizationId(), batch.stream().map(Prepared::submission).toList());
      return IntStream.range(0, batch.size())
          .mapToObj(i -> outcome(batch.get(i), became.get(i)))
          .toList();
    } catch (RuntimeException failure) {
      Fault fault = call.fault(failure);
      return batch.stream()
          .map(each -> refused(each.command(), fault, each.submission().requestId()))
          .toList();
    }
  }

  private Outcome outcome(
      Prepared prepared, io.spendhub.platform.idempotency.Outcome<String> became) {
    return switch (became) {
      case Done<String> done -> done(prepared.command(), done);
      case Failed<String> failed -> throw new IllegalStateException("a decline is an answer");
      case Refused<String>(var refusal) ->
          refused(prepared.command(), Fault.of(refusal), prepared.submission().requestId());
    };
  }

  private Outcome done(Command command, Done<String> done) {
    Outcome.Builder outcome =
        Outcome.newBuilder().setCommandId(command.getCommandId()).setReplayed(done.replayed());
    try {
      JsonNode body = json.readTree(done.body());
      if (command.hasRefundPurchase()) {
        UnlinkedRefund.Builder refund = UnlinkedRefund.newBuilder();
        MessageJson.fill(refund, body);
        return outcome.setUnlinkedRefund(refund).build();
      }
      Authorization.Builder authorization = Authorization.newBuilder();
      MessageJson.fill(authorization, body);
      return outcome.setAuthorization(authorization).build();
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("an answer is no JSON", broken);
    }
  }

  static Outcome refused(Command command, Fault fault, String requestId) {
    Descriptor fields =
        command.getAllFields().values().stream()
            .filter(Message.class::isInstance)
            .map(given -> ((Message) given).getDescriptorForType())
            .findFirst()
            .orElse(Command.getDescriptor());
    return Outcome.newBuilder()
        .setCommandId(command.getCommandId())
        .setProblem(RpcProblems.of(fault, fields, requestId))
        .build();
  }
}
