package io.spendhub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.replay.purchases.Sample;
import io.spendhub.testing.PackagedProgram;
import io.spendhub.testing.PackagedProgram.Ended;
import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replay as a client of a service, both as they are delivered. */
@QuarkusIntegrationTest
@WithTestResource(PostgresResource.class)
class PackagedReplayIT {
  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @TestHTTPResource
  URI service;

  @TempDir Path directory;

  @Test
  void a_file_of_purchases_agrees_with_what_the_service_made_of_it() throws IOException {
    Path file = Files.writeString(directory.resolve("purchases.csv"), Sample.csv());

    Ended replay =
        PackagedProgram.run(
            Map.of("SPENDHUB_URL", service.toString(), "SPENDHUB_DATA_DIR", directory.toString()),
            "replay",
            file.toString(),
            "--limit",
            "DAILY=50000");

    assertThat(replay.code()).as(replay.output()).isZero();
    assertThat(replay.output())
        .contains("Kuwait Office")
        .contains("Difference to the file: KWD 0.000");
  }
}
