package io.spendhub.ledger.rpc;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Rpc;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import spendhub.v1.Event;
import spendhub.v1.EventsGrpc;
import spendhub.v1.EventsGrpc.EventsBlockingStub;
import spendhub.v1.FollowRequest;
import spendhub.v1.LedgerGrpc;
import spendhub.v1.ListEventsRequest;
import spendhub.v1.VerifyLedgerRequest;

/** The feed and the proof of the ledger over gRPC. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class EventCallsTest {
  private Spending acme;

  /** Whoever follows does so until told to stop, and a service that ends waits for it. */
  private final Context.CancellableContext following = Context.current().withCancellation();

  @AfterEach
  void followNoMore() {
    following.cancel(null);
  }

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  private EventsBlockingStub events(Spending caller) {
    return EventsGrpc.newBlockingStub(Rpc.channel(caller))
        .withDeadline(Deadline.after(5, TimeUnit.MINUTES));
  }

  private Iterator<Event> followed(String after) {
    return followed(acme, after);
  }

  private Iterator<Event> followed(Spending caller, String after) {
    Context before = following.attach();
    try {
      return events(caller).follow(FollowRequest.newBuilder().setAfter(after).build());
    } finally {
      following.detach(before);
    }
  }

  private static List<Event> next(Iterator<Event> followed, int howMany) {
    List<Event> heard = new ArrayList<>();
    while (heard.size() < howMany) {
      heard.add(followed.next());
    }
    return heard;
  }

  @Test
  void a_follower_hears_what_was_and_then_what_comes() {
    Wallet wallet = acme.walletWith(gbp(900));
    Iterator<Event> followed = followed("");
    List<Event> before = next(followed, 2);

    assertThat(wallet.topUp(100).statusCode()).isEqualTo(201);
    Event after = followed.next();

    Map<String, Object> told = new Feed(acme).readAsMany(3).events().getLast();
    assertThat(after.getId()).isEqualTo(told.get("id"));
    assertThat(after.getType()).isEqualTo("wallet.topped_up");
    assertThat(after.getData()).startsWith("{").contains("\"amount\":100");
    assertThat(before)
        .extracting(Event::getType)
        .containsExactly("wallet.created", after.getType());
    Iterator<Event> again = followed(before.getFirst().getCursor());
    assertThat(next(again, 2)).containsExactly(before.getLast(), after);
    var listed =
        events(acme)
            .listEvents(
                ListEventsRequest.newBuilder()
                    .setAfter(before.getLast().getCursor())
                    .setLimit(200)
                    .build());
    assertThat(listed.getDataList()).containsExactly(after.toBuilder().clearCursor().build());
  }

  @Test
  void only_who_may_follows_and_from_a_place_that_was_told() {
    Rpc.refused(
        Code.PERMISSION_DENIED,
        "forbidden",
        () ->
            events(acme.withScopes("wallets:read"))
                .follow(FollowRequest.getDefaultInstance())
                .next());
    Rpc.refused(
        Code.INVALID_ARGUMENT,
        "validation_failed",
        () -> events(acme).follow(FollowRequest.newBuilder().setAfter("?").build()).next());
  }

  @Test
  void an_organization_has_no_more_than_so_many_calls_that_last() {
    acme.walletWith(gbp(900));
    for (int i = 0; i < 32; i++) {
      next(followed(""), 1);
    }

    Rpc.refused(Code.RESOURCE_EXHAUSTED, "too_many_calls", () -> followed("").next());

    Spending other = Spending.inANewOrganization();
    other.walletWith(gbp(900));
    assertThat(followed(other, "").next().getType()).isEqualTo("wallet.created");
    following.cancel(null);
    Until.holds(this::mayFollow);
  }

  private boolean mayFollow() {
    Context.CancellableContext once = Context.ROOT.withCancellation();
    Context before = once.attach();
    try {
      return events(acme).follow(FollowRequest.getDefaultInstance()).hasNext();
    } catch (StatusRuntimeException notYet) {
      return false;
    } finally {
      once.detach(before);
      once.cancel(null);
    }
  }

  @Test
  void the_ledger_proves_itself_and_the_service_tells_its_health() {
    acme.walletWith(gbp(900));

    var proof =
        LedgerGrpc.newBlockingStub(Rpc.channel(acme))
            .verifyLedger(VerifyLedgerRequest.getDefaultInstance());

    assertThat(proof.getOk()).isTrue();
    assertThat(proof.getChecksList()).isNotEmpty().allMatch(check -> check.getOk());
    assertThat(
            HealthGrpc.newBlockingStub(Rpc.channel())
                .check(HealthCheckRequest.newBuilder().setService(LedgerGrpc.SERVICE_NAME).build())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }
}
