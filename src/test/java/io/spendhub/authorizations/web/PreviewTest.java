package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Reservation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a purchase would be answered. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class PreviewTest {
  private static final String PREVIEW = "/v1/authorizations/preview";
  private static final List<String> OF_ONE_PURCHASE =
      List.of("id", "createdAt", "expiresAt", "reasons");

  private Spending acme;
  private Wallet wallet;
  private Card card;

  @BeforeEach
  void issueACard() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(100));
    card = wallet.card(Limit.daily(60), Limit.ofCount("WEEKLY", 3));
  }

  @Test
  void a_preview_has_the_fields_of_the_authorization_that_would_be_made() {
    for (long amount : new long[] {10, 70, 110}) {
      JsonPath preview = card.preview(card.purchase(amount));
      JsonPath made = card.authorize(amount).answer();

      assertThat(comparable(preview)).isEqualTo(comparable(made));
    }
  }

  @Test
  void a_purchase_that_would_be_approved_has_no_reasons() {
    JsonPath preview = card.preview(card.purchase(60));

    assertThat(preview.getString("decision")).isEqualTo("APPROVED");
    assertThat(preview.getString("status")).isEqualTo("PENDING");
    assertThat(preview.getLong("approvedAmount")).isEqualTo(60);
    assertThat(preview.getList("reasons")).isEmpty();
  }

  @Test
  void every_rule_that_would_decline_is_told_in_order_of_precedence() {
    card.freeze();

    JsonPath preview = card.preview(card.purchase(101));

    assertThat(preview.getList("reasons.code"))
        .isEqualTo(List.of("card_frozen", "limit_amount_exceeded", "insufficient_funds"));
    assertThat(preview.getLong("reasons[1].detail.limit.remainingAmount")).isEqualTo(60);
    assertThat(preview.getLong("reasons[2].detail.availableAmount")).isEqualTo(100);
    assertThat(preview.getString("declineCode")).isEqualTo("card_frozen");
  }

  @Test
  void a_partial_approval_is_previewed_as_it_would_be_made() {
    Map<String, Object> partially = Body.with(card.purchase(101), "partialApprovalAllowed", true);

    JsonPath preview = card.preview(partially);

    assertThat(preview.getString("decision")).isEqualTo("APPROVED");
    assertThat(preview.getLong("approvedAmount")).isEqualTo(60);
    assertThat(preview.getLong("requestedAmount")).isEqualTo(101);
    assertThat(preview.getList("reasons")).isEmpty();
  }

  @Test
  void what_a_voucher_would_pay_is_told_and_it_is_not_used() {
    String campaign =
        acme.post(
                "/v1/campaigns",
                Map.of(
                    "name", "A third off",
                    "type", "DISCOUNT",
                    "discount", Map.of("kind", "PERCENT", "value", 33)))
            .path("id");
    acme.act("/v1/campaigns/" + campaign + "/activate");
    acme.post("/v1/vouchers", Map.of("campaignId", campaign, "code", "THIRD"));
    Map<String, Object> purchase = Body.with(card.purchase(50), "voucherCode", "THIRD");

    JsonPath preview = card.preview(purchase);

    assertThat(preview.getMap("voucher"))
        .isEqualTo(
            Map.of(
                "campaignId", campaign,
                "amount", 16,
                "heldAmount", 16,
                "clearedAmount", 0,
                "refundedAmount", 0));
    assertThat(acme.get("/v1/campaigns/" + campaign).jsonPath().getLong("usage.redemptions"))
        .isZero();
    JsonPath made = card.authorize(purchase).answer();
    assertThat(made.getLong("voucher.amount")).isEqualTo(16);
  }

  @Test
  void a_preview_has_no_effect_at_all() {
    card.authorize(50);
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    for (long amount : new long[] {1, 11, 101}) {
      card.preview(Body.with(card.purchase(amount), "networkReference", "once"));
    }

    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
    assertThat(card.authorize(10).approved()).isTrue();
  }

  @Test
  void a_preview_sees_limits_at_the_time_of_occurrence() {
    card.authorize(60);

    assertThat(card.preview(card.purchase(1)).getString("declineCode"))
        .isEqualTo("limit_amount_exceeded");
    Map<String, Object> earlier = Body.with(card.purchase(1), "occurredAt", "2026-01-04T12:00:00Z");
    assertThat(card.preview(earlier).getString("decision")).isEqualTo("APPROVED");
  }

  @Test
  void a_preview_needs_no_key_and_only_the_right_to_read() {
    Spending reader = acme.withScopes("authorizations:read");
    assertThat(reader.post(PREVIEW, card.purchase(1)).statusCode()).isEqualTo(200);
    refused(reader.move("/v1/authorizations", card.purchase(1)), 403, "forbidden");
    refused(
        acme.withScopes("authorizations:write").post(PREVIEW, card.purchase(1)), 403, "forbidden");
    Map<String, Object> earlier = Body.with(card.purchase(1), "occurredAt", "2026-01-04T12:00:00Z");
    refused(reader.post(PREVIEW, earlier), 403, "forbidden");
  }

  @Test
  void a_preview_of_nonsense_is_refused() {
    Card foreign = Spending.inANewOrganization().walletWith(gbp(1)).card();
    for (String id : List.of(Tenant.nobody(), foreign.id())) {
      refused(acme.post(PREVIEW, Body.with(card.purchase(1), "cardId", id)), 404, "card_not_found");
    }
    refusedField(
        acme.post(PREVIEW, Body.without(card.purchase(1), "amount")), "/amount", "required");
    assertThat(refused(acme.post(PREVIEW, card.purchase(-1))).getInt("status")).isEqualTo(400);
    assertThat(
            refused(acme.post(PREVIEW, Body.with(card.purchase(1), "cvv", "1"))).getInt("status"))
        .isEqualTo(400);
  }

  @Test
  void the_largest_purchase_is_previewed() {
    Wallet rich = acme.walletWith(gbp(Long.MAX_VALUE));
    Card spender = rich.card(Limit.of("LIFETIME", Long.MAX_VALUE));
    spender.authorize(1);

    assertThat(spender.preview(spender.purchase(Long.MAX_VALUE)).getList("reasons.code"))
        .isEqualTo(List.of("limit_amount_exceeded", "insufficient_funds"));
  }

  private static Map<String, Object> comparable(JsonPath answer) {
    Map<String, Object> fields = answer.getMap("$");
    OF_ONE_PURCHASE.forEach(fields::remove);
    return fields;
  }

  /** Those that have run out are looked at too, and somebody may be at their orders just now. */
  @Test
  void a_preview_with_a_voucher_waits_for_nobody_and_leaves_nothing() throws SQLException {
    Voucher voucher = Campaign.active(acme, off(30)).voucher();
    Reservation overdue = voucher.reserve(voucher.on("order-1", 100));
    try (Connection another = PostgresResource.connect()) {
      another.setAutoCommit(false);
      lockOrders(another);
      overdue.endNow();

      JsonPath preview = card.preview(Body.with(card.purchase(60), "voucherCode", voucher.code()));

      assertThat(preview.getString("decision")).isEqualTo("APPROVED");
      assertThat(
              Stored.number(
                  "select count(*) from vouchers.reservations where id = ? and status = 'ACTIVE'",
                  UUID.fromString(overdue.id())))
          .isEqualTo(1);
      another.rollback();
    }
  }

  private void lockOrders(Connection holder) throws SQLException {
    try (PreparedStatement lock =
        holder.prepareStatement(
            "select id from vouchers.orders where organization_id = ? for update")) {
      lock.setObject(1, acme.organizationId());
      assertThat(lock.executeQuery().next()).isTrue();
    }
  }
}
