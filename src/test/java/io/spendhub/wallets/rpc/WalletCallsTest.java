package io.spendhub.wallets.rpc;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.RequestInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Rpc;
import io.spendhub.testing.api.Spending;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import spendhub.v1.ChangeWalletRequest;
import spendhub.v1.GetWalletBalanceRequest;
import spendhub.v1.GetWalletRequest;
import spendhub.v1.LimitSpec;
import spendhub.v1.ListWalletEntriesRequest;
import spendhub.v1.ListWalletsRequest;
import spendhub.v1.OpenWalletRequest;
import spendhub.v1.OwnerRequest;
import spendhub.v1.TopUpWalletRequest;
import spendhub.v1.Wallet;
import spendhub.v1.WalletsGrpc;
import spendhub.v1.WalletsGrpc.WalletsBlockingStub;

/** The wallets of the gRPC API are those of the HTTP API. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class WalletCallsTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  private WalletsBlockingStub wallets(String... metadata) {
    return WalletsGrpc.newBlockingStub(Rpc.channel(acme, metadata));
  }

  private Wallet opened() {
    return wallets()
        .openWallet(
            OpenWalletRequest.newBuilder()
                .setOwner(OwnerRequest.newBuilder().setType("TEAM").setId(acme.newTeam()))
                .setName("Travel")
                .setCurrency("GBP")
                .addLimits(LimitSpec.newBuilder().setWindow("DAILY").setAmount(5_000))
                .putMetadata("cost centre", "Ω 12")
                .build());
  }

  private static TopUpWalletRequest topUp(String walletId, long amount) {
    return TopUpWalletRequest.newBuilder()
        .setId(walletId)
        .setAmount(amount)
        .setCurrency("GBP")
        .build();
  }

  @Test
  void a_wallet_that_one_opens_the_other_reads() {
    Wallet opened = opened();

    var read = acme.get("/v1/wallets/" + opened.getId()).jsonPath();

    assertThat(read.getString("name")).isEqualTo("Travel");
    assertThat(read.getMap("metadata")).isEqualTo(Map.of("cost centre", "Ω 12"));
    assertThat(read.getLong("limits[0].amount")).isEqualTo(5_000);
    assertThat(opened.getLimits(0).getTimezone()).isEqualTo("Europe/London");
    assertThat(opened.getBalance().getAvailable()).isZero();
    assertThat(wallets().getWallet(GetWalletRequest.newBuilder().setId(opened.getId()).build()))
        .isEqualTo(opened);
    assertThat(wallets().listWallets(ListWalletsRequest.getDefaultInstance()).getDataList())
        .containsExactly(opened);
  }

  @Test
  void a_key_stands_for_the_same_effect_over_http_and_grpc() {
    String id = opened().getId();
    String key = UUID.randomUUID().toString();
    var first = wallets("idempotency-key", key).topUpWallet(topUp(id, 700));

    var again =
        acme.move("/v1/wallets/" + id + "/top-ups", Map.of("amount", 700, "currency", "GBP"), key);

    again.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(again.<String>path("id")).isEqualTo(first.getId());
    AtomicReference<Metadata> headers = new AtomicReference<>();
    var replayed =
        WalletsGrpc.newBlockingStub(Rpc.heard(Rpc.channel(acme, "idempotency-key", key), headers))
            .topUpWallet(topUp(id, 700));
    assertThat(replayed).isEqualTo(first);
    assertThat(Rpc.told(headers, "idempotency-replayed")).isEqualTo("true");
    Rpc.refused(
        Code.FAILED_PRECONDITION,
        "idempotency_key_reused",
        () -> wallets("idempotency-key", key).topUpWallet(topUp(id, 701)));
    Rpc.refused(
        Code.INVALID_ARGUMENT,
        "idempotency_key_required",
        () -> wallets().topUpWallet(topUp(id, 700)));
  }

  @Test
  void a_balance_and_a_statement_are_read_as_they_were_at_a_time() {
    var wallet = acme.walletWith(gbp(900));
    var entries =
        wallets()
            .listWalletEntries(
                ListWalletEntriesRequest.newBuilder().setId(wallet.id()).setLimit(1).build());
    assertThat(entries.getData(0).getBalanceAfter()).isEqualTo(900);
    Timestamp at = entries.getData(0).getAt();

    var then =
        wallets()
            .getWalletBalance(
                GetWalletBalanceRequest.newBuilder().setId(wallet.id()).setAt(at).build());

    assertThat(then.getBalance().getPosted()).isEqualTo(900);
    assertThat(then.getAt()).isEqualTo(at);
  }

  @Test
  void a_change_names_the_version_and_what_it_takes_away() {
    Wallet opened = opened();
    AtomicReference<Metadata> headers = new AtomicReference<>();
    WalletsGrpc.newBlockingStub(Rpc.heard(Rpc.channel(acme), headers))
        .getWallet(GetWalletRequest.newBuilder().setId(opened.getId()).build());
    String version = Rpc.told(headers, "etag");
    ChangeWalletRequest change =
        ChangeWalletRequest.newBuilder()
            .setId(opened.getId())
            .setName("Trains")
            .setUpdateMask(FieldMask.newBuilder().addPaths("name").addPaths("limits"))
            .build();
    Rpc.refused(Code.FAILED_PRECONDITION, "version_required", () -> wallets().changeWallet(change));

    Status masked =
        Rpc.refused(
            Code.INVALID_ARGUMENT,
            "validation_failed",
            () ->
                wallets("if-match", version)
                    .changeWallet(change.toBuilder().putMetadata("not", "named").build()));
    assertThat(Rpc.detail(masked, BadRequest.class).getFieldViolations(0).getReason())
        .isEqualTo("not_in_mask");

    Wallet changed = wallets("if-match", version).changeWallet(change);

    assertThat(changed.getName()).isEqualTo("Trains");
    assertThat(changed.getLimitsList()).isEmpty();
    assertThat(changed.getMetadataMap()).isEqualTo(opened.getMetadataMap());
    Rpc.refused(
        Code.ABORTED, "version_stale", () -> wallets("if-match", version).changeWallet(change));
  }

  @Test
  void what_is_refused_says_why_and_where() {
    Status invalid =
        Rpc.refused(
            Code.INVALID_ARGUMENT,
            "validation_failed",
            () ->
                wallets("x-request-id", "from-grpc")
                    .openWallet(
                        OpenWalletRequest.newBuilder()
                            .setOwner(OwnerRequest.newBuilder().setType("NOBODY"))
                            .build()));
    assertThat(Rpc.fields(invalid)).contains("owner.type");
    assertThat(Rpc.detail(invalid, RequestInfo.class).getRequestId()).isEqualTo("from-grpc");
    UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder().addVarint(1).build();
    Rpc.refused(
        Code.INVALID_ARGUMENT,
        "validation_failed",
        () ->
            wallets()
                .getWallet(
                    GetWalletRequest.newBuilder()
                        .setId(UUID.randomUUID().toString())
                        .setUnknownFields(
                            UnknownFieldSet.newBuilder().addField(1_000, field).build())
                        .build()));
    for (String nobody : new String[] {UUID.randomUUID().toString(), "../cards", "%00"}) {
      Rpc.refused(
          Code.NOT_FOUND,
          nobody.length() == 36 ? "wallet_not_found" : "not_found",
          () -> wallets().getWallet(GetWalletRequest.newBuilder().setId(nobody).build()));
    }
    Rpc.refused(
        Code.INVALID_ARGUMENT,
        "validation_failed",
        () -> wallets().getWallet(GetWalletRequest.getDefaultInstance()));
  }

  @Test
  void a_caller_is_known_and_allowed_as_over_http() {
    ListWalletsRequest all = ListWalletsRequest.getDefaultInstance();
    Rpc.refused(
        Code.UNAUTHENTICATED,
        "unauthenticated",
        () -> WalletsGrpc.newBlockingStub(Rpc.channel()).listWallets(all));
    Rpc.refused(
        Code.PERMISSION_DENIED,
        "forbidden",
        () ->
            WalletsGrpc.newBlockingStub(Rpc.channel(acme.withScopes("cards:read")))
                .listWallets(all));
  }
}
