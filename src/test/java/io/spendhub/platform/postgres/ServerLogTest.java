package io.spendhub.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of the embedded PostgreSQL names no person, card or code, whatever goes wrong. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ServerLogTest {
  private final String secret = "x" + UUID.randomUUID().toString().replace("-", "");

  @SuppressWarnings("NullAway.Init") // set before each test
  private Tenant tenant;

  @BeforeEach
  void open() {
    tenant = Tenant.open();
  }

  @Test
  void names_that_are_taken_are_not_in_it() throws Exception {
    String user = id("/v1/users", Map.of("email", secret + "@spy.example", "name", "Ada"), 201);
    tenant
        .post("/v1/users", Map.of("email", secret + "@spy.example", "name", "Bob"))
        .statusCode(409);
    id("/v1/teams", Map.of("name", secret), 201);
    tenant.post("/v1/teams", Map.of("name", secret)).statusCode(409);
    id("/v1/holders", Map.of("name", secret), 201);
    tenant.post("/v1/holders", Map.of("name", secret));
    Map<String, Object> owner = Map.of("type", "USER", "id", user);
    String wallet =
        id("/v1/wallets", Map.of("owner", owner, "name", secret, "currency", "GBP"), 201);
    Map<String, Object> card =
        Map.of(
            "walletId",
            wallet,
            "holderId",
            user,
            "type",
            "VIRTUAL",
            "last4",
            "0001",
            "tokenRef",
            secret);
    id("/v1/cards", card, 201);
    tenant.post("/v1/cards", card).statusCode(409);

    assertLogIsSilent();
  }

  /** Rows that collide, break a rule, or refer to nothing; conversions; values in the statement. */
  @Test
  void rows_and_statements_that_fail_are_not_in_it() throws Exception {
    try (Connection connection = PostgresResource.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create temporary table kept (code text primary key, uses int check (uses > 0));
          create temporary table drawn (code text references kept);
          insert into kept values ('%s', 1)"""
              .formatted(secret));
      refused(statement, "insert into kept values ('%s', 2)");
      refused(statement, "insert into kept values ('%s-2', 0)");
      refused(statement, "insert into drawn values ('%s-3')");
      refused(statement, "select 1 / 0 where '%s' <> ''");
      refused(statement, "selec '%s'");
      statement.execute("set statement_timeout = 1");
      refused(statement, "select pg_sleep(10), '%s'");
      statement.execute("set statement_timeout = 0");
    }
    assertLogIsSilent();
  }

  @Test
  void values_of_parameters_are_not_in_it() throws Exception {
    try (Connection connection = PostgresResource.connect();
        PreparedStatement failing =
            connection.prepareStatement("select 1 / (length(?) - length(?))")) {
      failing.setString(1, secret);
      failing.setString(2, secret);
      assertThatThrownBy(failing::executeQuery).isInstanceOf(SQLException.class);
    }
    assertLogIsSilent();
  }

  private void refused(Statement statement, String sql) {
    assertThatThrownBy(() -> statement.execute(sql.formatted(secret)))
        .isInstanceOf(SQLException.class);
  }

  private String id(String path, Map<String, Object> body, int status) {
    return tenant.post(path, body).statusCode(status).extract().path("id");
  }

  /** The server writes its log a moment later: what comes after all else has come is awaited. */
  private void assertLogIsSilent() throws Exception {
    String last = "last" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = PostgresResource.connect();
        Statement statement = connection.createStatement()) {
      String sql = "do $$ begin raise exception '" + last + "'; end $$";
      assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
    }
    String log = PostgresResource.serverLog();
    while (!log.contains(last)) {
      Thread.sleep(20);
      log = PostgresResource.serverLog();
    }
    assertThat(log)
        .contains("ERROR:  " + last)
        .doesNotContain(secret)
        .doesNotContain("DETAIL:", "STATEMENT:", "CONTEXT:");
  }
}
