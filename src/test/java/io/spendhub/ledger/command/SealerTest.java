package io.spendhub.ledger.command;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One organization's chain is not another's. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class SealerTest {

  @Test
  void an_organization_that_cannot_be_sealed_holds_up_none_after_it() throws SQLException {
    Spending broken = Spending.inANewOrganization();
    Spending after = Spending.inANewOrganization();
    execute(
        """
        create function ledger.refuse_to_seal() returns trigger language plpgsql as $$
          begin raise exception 'as a test wants it'; end $$""");
    execute(
        """
        create trigger unsealable before update on ledger.commits for each row
          when (new.organization_id = '%s') execute function ledger.refuse_to_seal()"""
            .formatted(broken.organizationId()));
    try {
      assertThat(broken.walletWith(gbp(100)).id()).isNotEmpty();
      assertThat(after.walletWith(gbp(100)).id()).isNotEmpty();

      Until.holds(() -> unsealed(after.organizationId()) == 0);
      assertThat(unsealed(broken.organizationId())).isPositive();
    } finally {
      execute("drop function ledger.refuse_to_seal() cascade");
    }
    Until.holds(() -> unsealed(broken.organizationId()) == 0);
  }

  private static void execute(String definition) throws SQLException {
    try (Connection connection = PostgresResource.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(definition);
    }
  }

  private static long unsealed(UUID organizationId) {
    return Stored.number(
        "select count(*) from ledger.commits where organization_id = ? and number is null",
        organizationId);
  }
}
