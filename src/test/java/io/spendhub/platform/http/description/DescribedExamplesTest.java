package io.spendhub.platform.http.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sends what the API description proposes, and what it says that nobody may send. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class DescribedExamplesTest {
  /** What needs no line of the audit trail; everything else that is no GET leaves one. */
  private static final Set<String> UNTOLD =
      Set.of(
          // Money and the use of vouchers, which statements and events tell of.
          "POST /v1/wallets/{id}/top-ups",
          "POST /v1/wallets/{id}/withdrawals",
          "POST /v1/transfers",
          "POST /v1/authorizations",
          "POST /v1/authorizations/batch",
          "POST /v1/authorizations/{id}/increments",
          "POST /v1/authorizations/{id}/clearings",
          "POST /v1/authorizations/{id}/reversals",
          "POST /v1/authorizations/{id}/refunds",
          "POST /v1/force-posts",
          "POST /v1/refunds",
          "POST /v1/vouchers/{code}/top-ups",
          "POST /v1/publications",
          "POST /v1/redemptions",
          "POST /v1/redemptions/{id}/rollbacks",
          "POST /v1/reservations",
          "POST /v1/reservations/{id}/release",
          // One delivery to a webhook.
          "POST /v1/webhooks/{id}/test",
          "POST /v1/webhooks/{id}/deliveries/{deliveryId}/retry",
          // Questions.
          "POST /v1/authorizations/preview",
          "POST /v1/vouchers/extract",
          "POST /v1/vouchers/{code}/validations",
          // What changes nothing where its example stands, and is told elsewhere: AuditTest.
          "POST /v1/cards/{id}/activate",
          "POST /v1/jobs/{id}/codes",
          "POST /v1/jobs/{id}/cancel");

  /**
   * The examples are a way through the whole API; each bound is broken before its example goes, and
   * whatever changes something that is not money leaves a line in the audit trail.
   */
  @Test
  void every_example_works_where_it_stands_and_every_bound_holds() {
    Described api = Described.byTheService();
    List<String> calls = Glossary.read().calls();

    assertSoftly(
        softly -> {
          Proposals proposals = new Proposals(api, softly);
          for (String call : calls) {
            proposals.sendBreaches(call);
            proposals.send(call);
          }
          Set<String> audited = proposals.audited();
          calls.stream()
              .filter(call -> !call.startsWith("GET") && !UNTOLD.contains(call))
              .map(call -> api.operation(call).path("operationId").asText())
              .forEach(
                  id -> softly.assertThat(audited).as("the trail tells of " + id).contains(id));
        });
    assertThat(calls).containsAll(UNTOLD);
  }
}
