package io.spendhub.faults;

import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.giftCard;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Vouchers that two services make at the same time. */
@ExtendWith(TwoServices.class)
class GenerationRaceIT {
  /** What a million takes its time for is measured with {@code SPENDHUB_TEST_ROUNDS=10}. */
  private static final int MANY = 100_000 * Load.times(1);

  private final Services services;

  GenerationRaceIT(Services services) {
    this.services = services;
  }

  @Test
  void two_services_share_the_jobs_and_make_each_voucher_once() {
    Spending acme = Spending.inANewOrganization();
    String gifts = campaign(acme, giftCard(7));
    String others = campaign(acme, giftCard(7));
    List<Generation> jobs =
        List.of(
            Generation.of(acme, gifts, 40_001),
            Generation.of(acme, others, 40_001),
            Generation.of(acme, gifts, 9_999));

    jobs.forEach(Generation::completed);

    assertComplete(acme, jobs.getFirst(), 50_000);
    assertComplete(acme, jobs.get(1), 40_001);
  }

  @Test
  void redemptions_go_on_while_the_campaign_gets_many_vouchers() {
    Spending acme = Spending.inANewOrganization();
    String gifts = campaign(acme, giftCard(1_000_000));
    acme.act("/v1/campaigns/" + gifts + "/activate");
    acme.post("/v1/vouchers", Map.of("campaignId", gifts, "code", "MEANWHILE"));
    Instant asked = Instant.now();
    Generation job = Generation.of(acme, gifts, MANY);

    int redeemed = 0;
    Duration longest = Duration.ZERO;
    while (!job.status().equals("DONE")) {
      Instant sent = Instant.now();
      Reply reply =
          services.send(
              0, acme, new Command("/v1/redemptions", Map.of("code", "MEANWHILE", "amount", 1)));
      assertThat(reply.status()).as(reply.body()).isEqualTo(201);
      Duration took = Duration.between(sent, Instant.now());
      longest = took.compareTo(longest) > 0 ? took : longest;
      redeemed++;
    }
    System.out.printf(
        "%,d codes in %s while %d redemptions of the campaign were made, the slowest in %s%n",
        MANY, Duration.between(asked, Instant.now()), redeemed, longest);

    assertThat(redeemed).isPositive();
    assertThat(count(job)).isEqualTo(MANY + 1);
    services.proveLedger(acme);
  }

  @Test
  void a_service_without_a_key_shows_no_codes_once() {
    Spending acme = Spending.inANewOrganization();

    refused(
        acme.post("/v1/campaigns", Generation.discount(Map.of("showOnce", true))),
        422,
        "voucher_key_missing");
  }

  private static long count(Generation job) {
    return Stored.number(
        "select count(distinct code_key) from vouchers.vouchers where campaign_id = ?::uuid",
        job.campaignId());
  }

  private void assertComplete(Spending acme, Generation job, long vouchers) {
    assertThat(count(job)).isEqualTo(vouchers);
    var usage = acme.get("/v1/campaigns/" + job.campaignId()).jsonPath();
    assertThat(usage.getLong("usage.vouchers")).isEqualTo(vouchers);
    assertThat(usage.getLong("usage.openAmount")).isEqualTo(7 * vouchers);
    assertThat(
            Stored.number(
                """
                select count(*) from platform.events
                where type = 'campaign.vouchers_generated' and data ->> 'id' = ?
                """,
                job.id()))
        .isEqualTo(1);
    services.proveLedger(acme);
  }
}
