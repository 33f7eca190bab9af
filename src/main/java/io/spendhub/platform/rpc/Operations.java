package io.spendhub.platform.rpc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.spendhub.platform.http.calls.BodyLimits;
import io.spendhub.platform.http.calls.RequestIdentity;
import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.http.problems.Problem;
import io.spendhub.platform.rpc.HttpOperation.Asked;
import io.spendhub.platform.rpc.InnerResponse.Answer;
import io.spendhub.shared.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Answers the calls that are operations of the HTTP API, by having that answer them: a message
 * becomes the request that it stands for, takes the way that every request takes, and what that is
 * answered becomes a message. So a call is checked, allowed, limited, decided, kept under its key
 * and told of as the operation is, by the same code.
 */
@ApplicationScoped
public class Operations {
  /** What an answer tells beside its body, and a call in its metadata. */
  private static final List<String> TOLD = List.of("etag", "idempotency-replayed", "location");

  private final Router router;
  private final ObjectMapper json;

  Operations(Router router, ObjectMapper json) {
    this.router = router;
    this.json = json;
  }

  /** A service with all its calls that are operations; the others are to be added. */
  public ServerServiceDefinition.Builder serving(ServiceDescriptor service) {
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service);
    service.getMethods().forEach(call -> add(definition, call));
    return definition;
  }

  private <Q, A> void add(ServerServiceDefinition.Builder definition, MethodDescriptor<Q, A> call) {
    var described = ((ProtoMethodDescriptorSupplier) call.getSchemaDescriptor());
    HttpOperation.of(described.getMethodDescriptor())
        .ifPresent(
            operation ->
                definition.addMethod(
                    call,
                    ServerCalls.asyncUnaryCall(
                        (request, answer) -> answer(call, operation, request, answer))));
  }

  private <Q, A> void answer(
      MethodDescriptor<Q, A> call, HttpOperation operation, Q request, StreamObserver<A> answer) {
    Message message = (Message) request;
    RoutingContext outer = RpcCall.request();
    Asked asked;
    try {
      asked = operation.of(MessageJson.of(message));
    } catch (Refusal refusal) {
      answer.onError(problem(Fault.of(refusal), message, outer));
      return;
    }
    // As JSON it may be longer than it was; a connection is not closed over that, as HTTP does.
    if (asked.body().length() > BodyLimits.JSON_BYTES) {
      answer.onError(problem(Fault.tooLarge(), message, outer));
      return;
    }
    InnerRequest inner = inner(outer, asked);
    ((ServerCallStreamObserver<A>) answer).setOnCancelHandler(inner.response()::abandon);
    inner
        .response()
        .answer()
        .onSuccess(made -> tell(call, made, message, outer.response(), answer))
        .onFailure(answer::onError);
    inner.context().runOnContext(started -> router.handle(inner));
  }

  private static StatusRuntimeException problem(
      Fault fault, Message request, RoutingContext outer) {
    return StatusProto.toStatusRuntimeException(
        RpcProblems.of(
            fault, request.getDescriptorForType(), RequestIdentity.of(outer).requestId()));
  }

  /** In a context of its own, since that is where what belongs to one request is kept. */
  private static InnerRequest inner(RoutingContext outer, Asked asked) {
    Context context = VertxContext.createNewDuplicatedContext(Vertx.currentContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    return new InnerRequest(outer.request(), RequestIdentity.of(outer), asked, context);
  }

  private <A> void tell(
      MethodDescriptor<?, A> call,
      Answer made,
      Message request,
      HttpServerResponse response,
      StreamObserver<A> answer) {
    try {
      if (made.status() >= 400) {
        answer.onError(problem(made, request.getDescriptorForType()));
        return;
      }
      A message = message(call, made);
      for (String header : TOLD) {
        Optional.ofNullable(made.headers().get(header))
            .ifPresent(value -> response.putHeader(header, value));
      }
      answer.onNext(message);
      answer.onCompleted();
    } catch (IOException | RuntimeException unreadable) {
      answer.onError(unreadable);
    }
  }

  @SuppressWarnings("unchecked") // A builder makes messages of the type of its prototype.
  private <A> A message(MethodDescriptor<?, A> call, Answer made) throws IOException {
    Message prototype =
        (Message)
            Objects.requireNonNull(
                ((PrototypeMarshaller<A>) call.getResponseMarshaller()).getMessagePrototype());
    Message.Builder builder = prototype.newBuilderForType();
    if (made.body().length() > 0) {
      MessageJson.fill(builder, json.readTree(made.body().getBytes()));
    }
    return (A) builder.build();
  }

  private StatusRuntimeException problem(Answer made, Descriptor request) throws IOException {
    return StatusProto.toStatusRuntimeException(
        RpcProblems.of(
            json.readValue(made.body().getBytes(), Problem.class),
            request,
            Optional.ofNullable(made.headers().get("retry-after")).map(Long::valueOf)));
  }
}
