package io.spendhub.faults;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.platform.postgres.EmbeddedPostgres;
import io.spendhub.testing.RunningService;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Holds;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Background work of two services that end or die in the middle of it and come back. What they were
 * asked for is in {@link TortureIT}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
  private static final Path PROGRAMS = Path.of("target", "postgresql");

  private final EmbeddedPostgres postgres;
  private final Services services;

  CrashIT(@TempDir Path directory) {
    this.postgres = EmbeddedPostgres.start(directory, PROGRAMS);
    this.services = Services.two(postgres.address());
  }

  @BeforeEach
  void addressTheFirst() {
    services.addressFirst();
  }

  @AfterAll
  void end() {
    services.close();
    postgres.close();
    RestAssured.reset();
  }

  @Test
  void holds_that_ran_out_while_no_service_ran_are_given_back_after_the_start() {
    Spending acme = Spending.inANewOrganization();
    Wallet wallet = acme.walletWith(gbp(1_000));
    List<Authorization> held =
        List.of(wallet.card().authorize(300), wallet.card().authorize(200).clear(80));
    services.stop();
    assertThat(change("update authorizations.authorizations set expires_at = now()"))
        .isGreaterThanOrEqualTo(held.size());

    services.replace(0, RunningService.starting(postgres.address()));
    services.replace(1, RunningService.starting(postgres.address()));

    held.forEach(Holds::awaitReleased);
    assertThat(held).allSatisfy(each -> assertThat(each.now().status()).isEqualTo("EXPIRED"));
    assertThat(wallet.balance()).isEqualTo(new Balance(920, 0, 920));
    assertThat(change(Holds.ENDS_AS_TOLD)).isGreaterThanOrEqualTo(held.size());
    services.proveLedger(acme);
  }

  @Test
  void a_generation_that_was_killed_goes_on_by_itself_and_makes_none_too_many() {
    int vouchers = 200_000;
    Spending acme = Spending.inANewOrganization();
    String gifts = Generation.campaign(acme, Generation.giftCard(7));
    Generation job = Generation.of(acme, gifts, vouchers).underWay();
    services.get(0).kill();
    services.get(1).kill();
    // A change of no row that matters, which counts the vouchers that were committed by then.
    int made = change("update vouchers.vouchers set reserved = 0");

    services.replace(0, RunningService.starting(postgres.address()));
    services.replace(1, RunningService.starting(postgres.address()));
    job.completed();

    assertThat(made).as("it was killed halfway").isPositive().isLessThan(vouchers);
    assertThat(change("update vouchers.vouchers set reserved = 0")).isEqualTo(vouchers);
    JsonPath campaign = acme.get("/v1/campaigns/" + gifts).jsonPath();
    assertThat(campaign.getLong("usage.vouchers")).isEqualTo(vouchers);
    assertThat(campaign.getLong("usage.openAmount")).isEqualTo(7L * vouchers);
    services.proveLedger(acme);
  }

  private int change(String sql) {
    DatabaseAddress database = postgres.address();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
