package io.spendhub.authorizations.web;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the metrics tell of the business: decisions, and what moved. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class DecisionMetricsTest {
  private Spending acme;
  private Wallet wallet;
  private Map<String, Long> before = Map.of();

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000));
  }

  @Test
  void decisions_are_counted_by_their_code() {
    Card card = wallet.card(Limit.daily(100));
    before = figures();
    card.authorize(50).increment(51);
    card.authorize(40).increment(10);
    card.authorize(60);
    card.freeze();
    card.authorize(1);
    card.forcePost(5);

    assertThat(decisions("authorization", "APPROVED", "none")).isEqualTo(2);
    assertThat(decisions("authorization", "DECLINED", "limit_amount_exceeded")).isEqualTo(1);
    assertThat(decisions("authorization", "DECLINED", "card_frozen")).isEqualTo(1);
    assertThat(decisions("increment", "DECLINED", "limit_amount_exceeded")).isEqualTo(1);
    assertThat(decisions("increment", "APPROVED", "none")).isEqualTo(1);
  }

  @Test
  void what_moved_is_counted_by_its_kind() {
    Card card = wallet.card();
    Wallet other = acme.wallet("GBP");
    before = figures();
    Authorization held = card.authorize(100);
    held.clear(30);
    held.reverse(20);
    held.clear(60);
    held.refund(5);
    card.forcePost(7);
    card.refund(3);
    wallet.topUp(1);
    wallet.withdraw(1);
    wallet.transferTo(other, 1);

    assertThat(transfers("CLEARING")).isEqualTo(2);
    for (String kind :
        List.of(
            "HOLD",
            "RELEASE",
            "EXCESS",
            "REFUND",
            "FORCE_POST",
            "UNLINKED_REFUND",
            "TOP_UP",
            "WITHDRAWAL",
            "TRANSFER")) {
      assertThat(transfers(kind)).as(kind).isEqualTo(1);
    }
  }

  @Test
  void only_what_was_committed_is_counted_and_once() {
    Card card = wallet.card();
    before = figures();
    String key = UUID.randomUUID().toString();
    acme.move("/v1/authorizations", card.purchase(10), key);
    acme.move("/v1/authorizations", card.purchase(10), key);
    card.preview(card.purchase(10));
    refused(wallet.withdraw(5_000), 422, "insufficient_funds");
    refused(acme.move("/v1/authorizations", Body.without(card.purchase(1), "amount")));

    assertThat(decisions("authorization", "APPROVED", "none")).isEqualTo(1);
    assertThat(transfers("HOLD")).isEqualTo(1);
    assertThat(transfers("WITHDRAWAL")).isZero();
  }

  @Test
  void no_figure_names_an_organization_a_wallet_or_a_card() {
    Card card = wallet.card();
    Authorization made = card.authorize(10);

    assertThat(exposed().lines().filter(line -> line.startsWith("spendhub_")))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .doesNotContain(
                        Set.of(
                            acme.organizationId().toString(), wallet.id(), card.id(), made.id())));
  }

  private long decisions(String asked, String decision, String declineCode) {
    return since(
        "spendhub_decisions_total{asked=\"%s\",decision=\"%s\",decline_code=\"%s\"}"
            .formatted(asked, decision, declineCode));
  }

  private long transfers(String kind) {
    return since("spendhub_transfers_total{kind=\"%s\"}".formatted(kind));
  }

  private long since(String figure) {
    return figures().getOrDefault(figure, 0L) - before.getOrDefault(figure, 0L);
  }

  private static Map<String, Long> figures() {
    Map<String, Long> figures = new LinkedHashMap<>();
    exposed()
        .lines()
        .filter(line -> line.matches("spendhub_(decisions|transfers)_total\\{.*"))
        .forEach(
            line -> {
              int end = line.lastIndexOf(' ');
              figures.put(
                  line.substring(0, end), new BigDecimal(line.substring(end + 1)).longValueExact());
            });
    return figures;
  }

  private static String exposed() {
    return given().get("/q/metrics").then().statusCode(200).extract().asString();
  }
}
