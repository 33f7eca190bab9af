package io.spendhub.identity.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.identity.Tenant;
import io.spendhub.identity.domain.Scopes;
import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nobody grants what they lack, so an upgrade gives the new scope to whoever had all others. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ScopesBeforeAuditTest {
  @Test
  void keys_that_had_every_scope_may_read_the_audit_trail_and_no_others() throws Exception {
    Tenant acme = Tenant.open();
    acme.keyWith(List.of("users:read", "users:write"));
    try (Connection connection = PostgresResource.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "update identity.api_keys set scopes = array_remove(scopes, 'audit:read')"
              + of(acme.organizationId()));

      statement.execute(grant());

      assertThat(scopes(statement, acme.organizationId()))
          .containsExactly(String.join(" ", Scopes.all().names()), "users:read users:write");
      connection.rollback();
    }
  }

  private static String grant() throws IOException {
    String migration = Files.readString(Path.of("db/migration/V024__audit_trail.sql"));
    return migration.substring(migration.indexOf("update identity.api_keys"));
  }

  private static List<String> scopes(Statement statement, UUID organizationId) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select array_to_string(scopes, ' ') from identity.api_keys"
                + of(organizationId)
                + " order by id")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static String of(UUID organizationId) {
    return " where organization_id = '" + organizationId + "'";
  }
}
