package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a till can do whose key has the scope {@code vouchers:redeem} alone. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class TillTest {
  private Voucher gift;
  private Spending till;

  @BeforeEach
  void openATill() {
    Spending acme = Spending.inANewOrganization();
    gift = Campaign.active(acme, giftCard(500)).voucher();
    till = acme.withScopes("vouchers:redeem");
  }

  @Test
  void a_till_looks_a_voucher_up_and_asks_whether_it_works() {
    assertThat(till.get(gift.path()).<Integer>path("balance")).isEqualTo(500);
    assertThat(till.post("/v1/vouchers/extract", Map.of("text", gift.code())).<String>path("id"))
        .isEqualTo(gift.id());
    assertThat(till.post(gift.path() + "/validations", Map.of()).<Boolean>path("valid")).isTrue();
  }

  @Test
  void a_till_reserves_and_redeems() {
    Response kept = till.post("/v1/reservations", gift.take(200));
    assertThat(kept.statusCode()).as(kept.asString()).isEqualTo(201);
    String reservation = "/v1/reservations/" + kept.path("id");
    assertThat(till.get(reservation).<String>path("status")).isEqualTo("ACTIVE");
    assertThat(till.act(reservation + "/release").statusCode()).isEqualTo(200);

    Response redeemed = till.move("/v1/redemptions", gift.take(200));

    assertThat(redeemed.statusCode()).as(redeemed.asString()).isEqualTo(201);
    assertThat(gift.balance()).isEqualTo(300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/campaigns",
        "/v1/vouchers",
        "/v1/vouchers?applicable=true",
        "/v1/vouchers/export",
        "/v1/redemptions",
        "/v1/holders",
        "/v1/shops",
        "/v1/jobs",
      })
  void a_till_lists_nothing(String path) {
    refused(till.get(path), 403, "forbidden");
  }

  @Test
  void a_till_makes_no_money() {
    Map<String, Object> more = Map.of("amount", 1, "currency", "GBP");
    Map<String, Object> issue = Map.of("campaignId", gift.campaign().id());
    String redemption = gift.redeem(gift.take(1)).id();

    refused(till.post("/v1/campaigns", giftCard(1)), 403, "forbidden");
    refused(till.post("/v1/vouchers", issue), 403, "forbidden");
    refused(till.move(gift.path() + "/top-ups", more), 403, "forbidden");
    refused(till.move("/v1/redemptions/" + redemption + "/rollbacks", Map.of()), 403, "forbidden");
    refused(till.act(gift.path() + "/disable"), 403, "forbidden");
  }
}
