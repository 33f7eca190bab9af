package io.spendhub.platform.serving;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.discount;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.spendhub.testing.DescribedOperation;
import io.spendhub.testing.Gateway;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.RunningService;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Rpc;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import spendhub.v1.AuthorizationsGrpc;
import spendhub.v1.Command;
import spendhub.v1.EventsGrpc;
import spendhub.v1.FollowRequest;

/** Four processes on one database, each of which serves one part. */
class FourProcessesIT {
  private static final Map<Part, RunningService> PROCESSES = new EnumMap<>(Part.class);

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    for (Part part : Part.values()) {
      PROCESSES.put(
          part,
          RunningService.starting(
              PostgresResource.address(), Map.of("SPENDHUB_SERVE", part.word())));
    }
    PROCESSES.values().forEach(RunningService::awaitReady);
  }

  @AfterAll
  static void end() {
    PROCESSES.values().forEach(RunningService::close);
    RestAssured.reset();
  }

  /** Asked without a key, and without a body: who serves it refuses that. */
  @ParameterizedTest
  @EnumSource
  void a_process_answers_what_it_serves_and_nothing_else(Part part) {
    for (DescribedOperation operation : DescribedOperation.all()) {
      Response answer = given().request(operation.method(), at(part, operation.somePath()));

      if (operation.servedBy().equals(part.word())) {
        assertThat(answer.statusCode()).as(operation.toString()).isBetween(400, 401);
      } else {
        assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(404);
        assertThat(answer.<String>path("code")).isEqualTo("not_served_here");
        assertThat(answer.<String>path("detail")).contains(operation.servedBy());
      }
    }
    assertThat(given().get(at(part, "/v1/nothing")).<String>path("code")).isEqualTo("not_found");
  }

  @ParameterizedTest
  @EnumSource
  void lasting_calls_are_begun_where_they_are_served_and_nowhere_else(Part part) {
    RestAssured.port = process(part).uri().getPort();

    assertBegins(
        AuthorizationsGrpc.getStreamMethod(), Command.getDefaultInstance(), part == Part.COMMANDS);
    assertBegins(
        EventsGrpc.getFollowMethod(), FollowRequest.getDefaultInstance(), part == Part.QUERIES);
  }

  /** Without a key: who serves it refuses that. */
  private static <Q> void assertBegins(MethodDescriptor<Q, ?> call, Q request, boolean served) {
    Rpc.refused(
        served ? Code.UNAUTHENTICATED : Code.NOT_FOUND,
        served ? "unauthenticated" : "not_served_here",
        () ->
            ClientCalls.blockingServerStreamingCall(
                    Rpc.channel(), call, CallOptions.DEFAULT, request)
                .next());
  }

  @ParameterizedTest
  @EnumSource
  void health_and_metrics_are_of_what_is_served(Part part) {
    Response health = given().get(at(part, "/q/health"));
    assertThat(health.statusCode()).as(health.asString()).isEqualTo(200);
    boolean reads = part == Part.QUERIES || part == Part.VOUCHERS;
    assertThat(health.<Map<String, String>>path("checks.find { it.name == 'databases' }.data"))
        .isEqualTo(reads ? Map.of("primary", "UP", "read", "UP") : Map.of("primary", "UP"));
    assertThat(given().get(at(part, "/q/metrics")).asString().lines())
        .filteredOn(line -> line.matches("spendhub_serves\\{.*} 1\\.0"))
        .singleElement()
        .asString()
        .contains("part=\"" + part.word() + "\"");
    assertThat(process(part).log()).contains("serves " + part.word() + " on port");
  }

  @Test
  void behind_the_gateway_they_are_one_service() throws IOException {
    try (Gateway gateway =
        Gateway.starting(
            folder,
            Map.of(
                "commands", process(Part.COMMANDS).uri(),
                "queries", process(Part.QUERIES).uri(),
                "vouchers", process(Part.VOUCHERS).uri()))) {
      RestAssured.port = gateway.port();
      Spending acme = Spending.inANewOrganization();
      Wallet wallet = acme.walletWith(gbp(10_000));
      Card card = wallet.card();
      assertThat(card.preview(card.purchase(1_250)).getString("decision")).isEqualTo("APPROVED");
      card.authorize(1_250).clear(1_250);
      Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
      voucher.redeem(voucher.take(400));

      assertThat(wallet.balance().posted()).isEqualTo(10_000 - 1_250);
      assertThat(voucher.balance()).isEqualTo(600);
      assertThat(lists(acme)).allSatisfy(list -> assertThat(list).isNotEmpty());
      assertThat(new Feed(acme).readAsMany(9).types()).endsWith("redemption.succeeded");
      // Who is asked for a generation does not make it, and who makes it is not asked.
      assertThat(Generation.of(acme, campaign(acme, discount(Map.of())), 3).completed().done())
          .isEqualTo(3);
      acme.proveLedger();
      assertThat(given().get("/q/metrics").<String>path("code")).isEqualTo("not_found");
    }
  }

  private static Stream<List<Map<String, Object>>> lists(Spending acme) {
    return Stream.of("wallets", "cards", "authorizations", "teams", "vouchers", "redemptions")
        .map(list -> acme.all("/v1/" + list, 10));
  }

  private static RunningService process(Part part) {
    return requireNonNull(PROCESSES.get(part));
  }

  private static String at(Part part, String path) {
    return process(part).uri() + path;
  }
}
