package io.spendhub.platform.jobs;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class LivenessTest {
  /** A test's service has one machine's clock, as its database has. */
  @Test
  void the_clocks_of_process_and_database_are_compared() {
    Response well = get("/q/health/well");

    assertThat(well.statusCode()).as(well.asString()).isEqualTo(200);
    assertThat(well.jsonPath().<String>getList("checks.name")).containsExactly("clock");
    assertThat(get("/q/metrics").asString()).containsPattern("(?m)^spendhub_clock_skew_seconds ");
  }

  @Test
  void the_process_lives_while_its_background_jobs_run() {
    Response live = get("/q/health/live");

    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.jsonPath().<String>getList("checks.name")).contains("background-jobs");
    assertThat(live.jsonPath().<String>getList("checks.status")).containsOnly("UP");
  }
}
