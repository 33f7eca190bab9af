package io.spendhub.faults;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two tenants who take all that they can leave enough for a third. */
@ExtendWith(TwoServices.class)
class ThreeTenantsIT {
  private static final int ROUNDS = 5;

  private final Services services;

  ThreeTenantsIT(Services services) {
    this.services = services;
  }

  @Test
  void while_two_tenants_try_to_take_everything_a_third_is_always_answered() throws Exception {
    Spending third = Spending.inANewOrganization();
    Card card = third.walletWith(gbp(10_000)).card();
    Voucher voucher = Campaign.active(third, percent(10)).voucher();
    Member member = Member.of(third);

    try (var first = new GreedyTenant(services.get(0).uri());
        var second = new GreedyTenant(services.get(0).uri())) {
      first.begin();
      second.begin();
      awaitMostConnectionsTaken();
      for (int round = 0; round < ROUNDS; round++) {
        assertMoneyMoves(card);
        assertIsTold(card, voucher);
        assertIsChanged(member, round % 2 == 0 ? "ADMIN" : "MEMBER");
        assertKeysWork(third);
        assertProbesAnswer();
      }
    }
    third.proveLedger();
  }

  private static void assertMoneyMoves(Card card) {
    assertAnswered(201, card.wallet().topUp(100));
    assertThat(card.authorize(1).decision()).isEqualTo("APPROVED");
  }

  private static void assertIsTold(Card card, Voucher voucher) {
    assertThat(card.preview(card.purchase(1)).getString("decision")).isEqualTo("APPROVED");
    assertThat(voucher.validate(voucher.on(100)).getBoolean("valid")).isTrue();
    Spending caller = card.spending();
    for (String list : List.of("/v1/wallets", "/v1/authorizations", "/v1/events", "/v1/users")) {
      assertAnswered(200, caller.get(list));
    }
    assertAnswered(200, caller.get(card.wallet().path() + "/entries"));
  }

  private static void assertIsChanged(Member member, String role) {
    assertAnswered(200, member.become(role));
    Spending caller = member.spending();
    assertAnswered(
        200, caller.change("/v1/api-keys/" + caller.tenant().keyId(), Map.of("name", role)));
  }

  /** A new key is looked up, and so is one that nobody has. */
  private static void assertKeysWork(Spending caller) {
    assertAnswered(200, caller.withScopes("wallets:read").get("/v1/wallets"));
    assertAnswered(401, Tenant.bearing("shk_that-nobody-has").get("/v1/wallets"));
  }

  private static void assertProbesAnswer() {
    assertAnswered(200, given().get("/q/health"));
    assertAnswered(200, given().get("/q/metrics"));
  }

  private static void assertAnswered(int status, Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
  }

  private static void awaitMostConnectionsTaken() {
    Until.holds(() -> waiting() >= 10);
  }

  private static long waiting() {
    return Stored.number(
        """
        select count(*) from pg_stat_activity
        where wait_event_type = 'Lock' and application_name = 'spendhub'
        """);
  }
}
