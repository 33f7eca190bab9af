package io.spendhub.platform.postgres;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.net.Socket;
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

  /** The program sets at its start what lets it; tests in the same process have it from Maven. */
  @Test
  void it_answers_what_is_malformed_with_a_problem() throws IOException {
    String call = "GET /v1/wallets?cursor=%%%bad HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.getOutputStream().write(call.getBytes(US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json", "\"code\":\"malformed_request\"")
          .containsIgnoringCase("x-request-id: ");
    }
  }

  @Test
  void it_has_migrated_the_database_that_the_test_sees() throws SQLException {
    try (Connection connection = PostgresResource.connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT to_regclass('migrations.flyway_schema_history') IS NOT NULL")) {
      assertThat(found.next()).isTrue();
      assertThat(found.getBoolean(1)).isTrue();
    }
  }
}
