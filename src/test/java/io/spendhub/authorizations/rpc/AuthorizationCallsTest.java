package io.spendhub.authorizations.rpc;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Rpc;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import spendhub.v1.Authorization;
import spendhub.v1.AuthorizationsGrpc;
import spendhub.v1.AuthorizationsGrpc.AuthorizationsBlockingStub;
import spendhub.v1.AuthorizePurchaseRequest;
import spendhub.v1.AuthorizePurchasesRequest;
import spendhub.v1.ClearAuthorizationRequest;
import spendhub.v1.Command;
import spendhub.v1.GetAuthorizationRequest;
import spendhub.v1.IncrementAuthorizationRequest;
import spendhub.v1.MerchantRequest;
import spendhub.v1.Outcome;
import spendhub.v1.PreviewAuthorizationRequest;
import spendhub.v1.RefundPurchaseRequest;

/** Purchases over gRPC, one by one and in a stream. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class AuthorizationCallsTest {
  private static final MerchantRequest SHOP =
      MerchantRequest.newBuilder()
          .setName("Corner Shop")
          .setMcc("5411")
          .setCountry("GBR")
          .setId("shop-1")
          .build();

  private Spending acme;
  private Wallet wallet;
  private Card card;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000_000));
    card = wallet.card();
  }

  private AuthorizationsBlockingStub calls(String... metadata) {
    return AuthorizationsGrpc.newBlockingStub(Rpc.channel(acme, metadata));
  }

  private StreamOfCommands stream() {
    return StreamOfCommands.open(acme);
  }

  private AuthorizePurchaseRequest purchase(long amount) {
    return AuthorizePurchaseRequest.newBuilder()
        .setCardId(card.id())
        .setAmount(amount)
        .setCurrency("GBP")
        .setMerchant(SHOP)
        .build();
  }

  private static Command.Builder command(String id) {
    return Command.newBuilder().setCommandId(id).setIdempotencyKey(UUID.randomUUID().toString());
  }

  private static ErrorInfo info(Outcome outcome) {
    return Rpc.detail(outcome.getProblem(), ErrorInfo.class);
  }

  @Test
  void a_purchase_is_authorized_operated_on_and_read() {
    Authorization made = calls("idempotency-key", "one").authorizePurchase(purchase(700));

    Authorization cleared =
        calls("idempotency-key", "two")
            .clearAuthorization(
                ClearAuthorizationRequest.newBuilder()
                    .setId(made.getId())
                    .setAmount(300)
                    .setFinal(true)
                    .build());

    assertThat(made.getDecision()).isEqualTo("APPROVED");
    assertThat(made.getHeldAmount()).isEqualTo(700);
    assertThat(cleared.getOperation().getKind()).isEqualTo("CLEARING");
    assertThat(
            calls()
                .getAuthorization(GetAuthorizationRequest.newBuilder().setId(made.getId()).build()))
        .isEqualTo(cleared.toBuilder().clearOperation().build());
    assertThat(
            calls()
                .previewAuthorization(
                    PreviewAuthorizationRequest.newBuilder()
                        .setCardId(card.id())
                        .setAmount(9_000_000)
                        .setCurrency("GBP")
                        .setMerchant(SHOP)
                        .build())
                .getReasons(0)
                .getCode())
        .isEqualTo("insufficient_funds");
    var batch =
        calls("idempotency-key", "three")
            .authorizePurchases(
                AuthorizePurchasesRequest.newBuilder()
                    .addItems(purchase(1))
                    .addItems(purchase(9_000_000))
                    .build());
    assertThat(batch.getItems(0).getAuthorization().getDecision()).isEqualTo("APPROVED");
    assertThat(batch.getItems(1).getAuthorization().getDeclineCode())
        .isEqualTo("insufficient_funds");
  }

  /** What a small message would become has no limit. */
  @Test
  void a_compressed_message_is_refused_unread() {
    StatusRuntimeException refusal =
        Objects.requireNonNull(
            catchThrowableOfType(
                StatusRuntimeException.class,
                () ->
                    calls("idempotency-key", "zip")
                        .withCompression("gzip")
                        .authorizePurchase(purchase(700))));

    assertThat(refusal.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNIMPLEMENTED);
    assertThat(refusal.getStatus().getDescription()).contains("identity");
    assertThat(
            Rpc.told(
                new AtomicReference<>(Objects.requireNonNull(refusal.getTrailers())),
                "grpc-accept-encoding"))
        .isEqualTo("identity");
    assertThat(wallet.balance().held()).isZero();
    assertThat(
            calls("idempotency-key", "plain")
                .withCompression("identity")
                .authorizePurchase(purchase(700))
                .getDecision())
        .isEqualTo("APPROVED");
  }

  @Test
  void a_stream_answers_each_command_by_its_id() {
    String key = UUID.randomUUID().toString();
    try (StreamOfCommands stream = stream()) {
      stream.send(
          Command.newBuilder()
              .setCommandId("first")
              .setIdempotencyKey(key)
              .setAuthorizePurchase(purchase(700)));
      Authorization first = stream.outcome("first").getAuthorization();
      stream.send(
          command("more")
              .setIncrementAuthorization(
                  IncrementAuthorizationRequest.newBuilder().setId(first.getId()).setAmount(50)));
      stream.send(command("declined").setAuthorizePurchase(purchase(9_000_000)));
      stream.send(
          command("back")
              .setRefundPurchase(
                  RefundPurchaseRequest.newBuilder()
                      .setCardId(card.id())
                      .setAmount(20)
                      .setCurrency("GBP")
                      .setMerchant(SHOP)));

      assertThat(stream.outcome("more").getAuthorization().getHeldAmount()).isEqualTo(750);
      assertThat(stream.outcome("declined").getAuthorization().getDeclineCode())
          .isEqualTo("insufficient_funds");
      assertThat(stream.outcome("back").getUnlinkedRefund().getAmount()).isEqualTo(20);
      var overHttp = acme.move("/v1/authorizations", card.purchase(700), key);
      overHttp.then().statusCode(201).header("Idempotency-Replayed", "true");
      assertThat(overHttp.<String>path("id")).isEqualTo(first.getId());
    }
  }

  @Test
  void a_command_that_is_refused_leaves_the_others_alone() {
    try (StreamOfCommands stream = stream()) {
      stream.send(command("invalid").setAuthorizePurchase(purchase(-1)));
      stream.send(Command.newBuilder().setCommandId("keyless").setAuthorizePurchase(purchase(1)));
      stream.send(
          command("unknown")
              .setAuthorizePurchase(
                  purchase(1).toBuilder().setCardId(UUID.randomUUID().toString())));
      stream.send(command("nothing"));
      stream.send(
          command("elsewhere")
              .setClearAuthorization(
                  ClearAuthorizationRequest.newBuilder().setId("../cards").setAmount(1)));
      stream.send(command("good").setAuthorizePurchase(purchase(1)));

      Outcome invalid = stream.outcome("invalid");
      assertThat(invalid.getProblem().getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
      assertThat(Rpc.fields(invalid.getProblem())).containsExactly("amount");
      assertThat(info(stream.outcome("keyless")).getReason()).isEqualTo("idempotency_key_required");
      assertThat(info(stream.outcome("unknown")).getReason()).isEqualTo("card_not_found");
      assertThat(Rpc.detail(stream.outcome("nothing").getProblem(), BadRequest.class)).isNotNull();
      assertThat(info(stream.outcome("elsewhere")).getReason())
          .isEqualTo("authorization_not_found");
      assertThat(stream.outcome("good").getAuthorization().getDecision()).isEqualTo("APPROVED");
    }
  }

  @Test
  void a_caller_that_reads_late_loses_nothing_and_no_order() {
    int many = 1_500;
    try (StreamOfCommands stream = stream()) {
      stream.stopReading();
      for (int i = 1; i <= many; i++) {
        stream.send(command("c" + i).setAuthorizePurchase(purchase(1)));
      }
      stream.readOn();
      for (int i = 1; i <= many; i++) {
        assertThat(stream.next().getCommandId()).isEqualTo("c" + i);
      }
      stream.endsWithoutProblem();
    }
    assertThat(wallet.balance().held()).isEqualTo(many);
  }

  @Test
  void a_stream_ends_with_the_key_of_its_caller() {
    try (StreamOfCommands stream = StreamOfCommands.open(acme.withScopes("cards:read"))) {
      stream.send(command("any").setAuthorizePurchase(purchase(1)));
      assertEnds(stream, Code.PERMISSION_DENIED);
    }
    var issued =
        acme.post("/v1/api-keys", Map.of("name", "S", "scopes", new String[] {SCOPE})).jsonPath();
    try (StreamOfCommands stream = StreamOfCommands.open(issued.getString("secret"))) {
      stream.send(command("any").setAuthorizePurchase(purchase(1)));
      assertThat(stream.next().hasAuthorization()).isTrue();
      acme.tenant().delete("/v1/api-keys/" + issued.getString("id")).statusCode(204);
      stream.send(command("late").setAuthorizePurchase(purchase(1)));
      assertEnds(stream, Code.UNAUTHENTICATED);
    }
  }

  private static final String SCOPE = "authorizations:write";

  private static void assertEnds(StreamOfCommands stream, Code code) {
    Status status = Objects.requireNonNull(StatusProto.fromThrowable(stream.failure()));
    assertThat(Code.forNumber(status.getCode())).isEqualTo(code);
  }
}
