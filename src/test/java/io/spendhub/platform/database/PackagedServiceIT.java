package io.spendhub.platform.database;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.PostgresResource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The program as it is delivered, jar or native binary, with the database that a test names. */
@QuarkusIntegrationTest
@WithTestResource(PostgresResource.class)
class PackagedServiceIT {

  @Test
  void it_is_ready_with_its_database_and_its_reads() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks[0].data.read", equalTo("UP"));
  }

  @Test
  void it_describes_its_api_to_programs_and_people() {
    given().get("/q/openapi").then().statusCode(200).body(containsString("/v1/authorizations"));
    given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("/q/openapi"));
  }

  @Test
  void it_can_be_measured() {
    given().get("/q/metrics").then().statusCode(200).body(containsString("process_cpu_usage"));
  }

  @Test
  void it_has_migrated_the_database_that_the_test_sees() throws SQLException {
    try (Connection connection = PostgresResource.connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
      assertThat(found.next()).isTrue();
      assertThat(found.getBoolean(1)).isTrue();
    }
  }
}
