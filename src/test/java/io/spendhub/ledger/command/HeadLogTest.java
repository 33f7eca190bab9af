package io.spendhub.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.ledger.VerificationView.ChainHead;
import io.spendhub.ledger.domain.CommitChain;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Cash;
import io.spendhub.testing.api.Logged;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where a chain stands is told outside of the database, when it has moved and only then. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class HeadLogTest {
  private static final int LONGEST_WAIT_MILLIS = 60_000;
  private static final int PAUSE_MILLIS = 50;

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @Inject
  CommitChain chain;

  @Test
  void the_head_of_a_chain_that_moved_is_logged_once() throws InterruptedException {
    UUID acme = organizationWithEverythingSealed();
    HeadLog heads = new HeadLog(chain);
    heads.moved(acme);

    String head = chain.head(acme).orElseThrow().toString();
    assertThat(Logged.during(heads::write))
        .contains("Chain of organization " + acme + " head " + head);
    assertThat(ChainHead.parse(head)).isPresent();
    assertThat(heads.write()).isZero();
  }

  @Test
  void a_chain_without_a_sealed_commit_has_no_head() {
    HeadLog heads = new HeadLog(chain);
    UUID empty = Spending.inANewOrganization().organizationId();
    heads.moved(empty);

    assertThat(chain.head(empty)).isEmpty();
    assertThat(heads.write()).isZero();
  }

  private UUID organizationWithEverythingSealed() throws InterruptedException {
    Spending spending = Spending.inANewOrganization();
    assertThat(spending.walletWith(Cash.gbp(100)).id()).isNotEmpty();
    for (int waited = 0; unsealed(spending.organizationId()) > 0; waited += PAUSE_MILLIS) {
      assertThat(waited).as("the sealer does not come by").isLessThan(LONGEST_WAIT_MILLIS);
      Thread.sleep(PAUSE_MILLIS);
    }
    return spending.organizationId();
  }

  /** Until none is left, the head may move on between two looks at it. */
  private static long unsealed(UUID organizationId) {
    return Stored.number(
        "select count(*) from ledger.commits where organization_id = ? and number is null",
        organizationId);
  }
}
