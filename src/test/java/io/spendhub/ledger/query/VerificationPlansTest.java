package io.spendhub.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.ledger.SqlCheck;
import io.spendhub.ledger.VerificationCheck;
import io.spendhub.testing.PostgresResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What a check costs a row does not depend on how many rows there are: it reads tables through, and
 * hashes or sorts them. No plan goes through one table for each row of another, whether PostgreSQL
 * has counted the rows or guesses.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class VerificationPlansTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @Inject
  @All
  List<VerificationCheck> checks;

  @Test
  void no_check_goes_through_a_table_for_each_row_of_another() throws Exception {
    VariedLife life = VariedLife.lived();

    try (Connection connection = PostgresResource.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(Verification.PLANS);
      assertThat(costly(statement, life.organizationId())).as("as they are").isEmpty();
      statement.execute("analyze");
      assertThat(costly(statement, life.organizationId())).as("analyzed").isEmpty();
      connection.rollback();
    }
  }

  @Test
  void a_plan_that_grows_with_rows_times_rows_is_known_when_it_is_seen() throws Exception {
    try (Connection connection = PostgresResource.connect();
        Statement statement = connection.createStatement()) {
      String pairs =
          """
          select a.id, (select count(*) from ledger.transfers t where t.subject_id = a.id)
          from ledger.accounts a
          """;
      String loops = "select 1 from ledger.accounts a join ledger.transfers t on t.amount > 0";

      assertThat(costly(plan(statement, pairs), "pairs")).isNotEmpty();
      assertThat(costly(plan(statement, loops), "loops")).isNotEmpty();
    }
  }

  private List<String> costly(Statement statement, UUID organizationId) throws Exception {
    List<String> costly = new ArrayList<>();
    int queries = 0;
    for (VerificationCheck check : checks) {
      if (check instanceof SqlCheck sql) {
        for (String query : List.of(sql.count(), sql.firstDifference())) {
          queries++;
          String bound = query.replace("?", "'" + organizationId + "'::uuid");
          costly.addAll(costly(plan(statement, bound), check.name()));
        }
      }
    }
    assertThat(queries).isGreaterThan(30);
    return costly;
  }

  private static JsonNode plan(Statement statement, String query) throws Exception {
    try (ResultSet row = statement.executeQuery("explain (format json) " + query)) {
      row.next();
      return JSON.readTree(row.getString(1)).path(0).path("Plan");
    }
  }

  /** Loops over a table or a step, and steps that run once for each row of another. */
  private static List<String> costly(JsonNode plan, String check) {
    List<String> costly = new ArrayList<>();
    String node = plan.path("Node Type").asText();
    JsonNode parts = plan.path("Plans");
    if (node.equals("Nested Loop") && !isOfTheRowItself(parts.path(1))) {
      costly.add(check + ": a loop over " + parts.path(1).path("Node Type").asText());
    }
    if (plan.path("Parent Relationship").asText().equals("SubPlan")) {
      costly.add(check + ": " + plan.path("Subplan Name").asText());
    }
    parts.forEach(part -> costly.addAll(costly(part, check)));
    return costly;
  }

  /** A function of a row's own column takes as long as the column does. */
  private static boolean isOfTheRowItself(JsonNode inner) {
    return inner.path("Node Type").asText().equals("Function Scan");
  }
}
