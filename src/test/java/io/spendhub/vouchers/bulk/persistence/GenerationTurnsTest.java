package io.spendhub.vouchers.bulk.persistence;

import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.discount;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.vouchers.bulk.domain.GenerationJobs;
import io.spendhub.vouchers.bulk.domain.GenerationJobs.Name;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What organizations can ask for at once, and whose job comes next. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class GenerationTurnsTest {
  private static final Instant THEN = Instant.parse("2999-01-01T00:00:00Z");

  @Inject GenerationJobs jobs;

  @Test
  void no_organization_waits_for_all_the_jobs_of_another() {
    Spending busy = Spending.inANewOrganization();
    Spending quiet = Spending.inANewOrganization();
    List<UUID> ofBusy = List.of(waiting(busy, 1), waiting(busy, 2), waiting(busy, 3));
    UUID ofQuiet = waiting(quiet, 4);

    assertThat(turns(Set.of(busy.organizationId(), quiet.organizationId())))
        .containsExactly(ofBusy.getFirst(), ofQuiet, ofBusy.get(1), ofBusy.getLast());
  }

  @Test
  void an_organization_has_only_so_many_jobs_that_have_not_ended() {
    Spending busy = Spending.inANewOrganization();
    for (int job = 0; job < 20; job++) {
      waiting(busy, job);
    }
    String sale = campaign(busy, discount(Map.of()));
    Spending other = Spending.inANewOrganization();

    refused(busy.post(Generation.pathOf(sale), Map.of("count", 1)), 409, "too_many_jobs");

    Generation.of(other, campaign(other, discount(Map.of())), 1).completed();
  }

  private List<UUID> turns(Set<UUID> organizations) {
    return QuarkusTransaction.requiringNew()
        .call(() -> jobs.due(THEN.plusSeconds(60), 100))
        .stream()
        .filter(name -> organizations.contains(name.organizationId()))
        .map(Name::id)
        .toList();
  }

  /** So late that no worker of this test run comes to it. */
  private static UUID waiting(Spending organization, int second) {
    UUID id = UUID.randomUUID();
    Stored.change(
        """
        insert into vouchers.jobs
          (organization_id, id, kind, campaign_id, code, status, total, request_id, next_at,
           created_at)
        values (?, ?, 'GENERATION', ?, '{}', 'PENDING', 1, 'r', ?::timestamptz, now())
        """,
        organization.organizationId(),
        id,
        UUID.fromString(campaign(organization, discount(Map.of()))),
        THEN.plusSeconds(second).toString());
    return id;
  }
}
