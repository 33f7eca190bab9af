package io.spendhub.faults;

import io.restassured.RestAssured;
import io.spendhub.testing.RunningService;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that brings its own database, killed in the middle of its work. */
class OwnDatabaseCrashIT {
  @TempDir private Path directory;

  @AfterEach
  void forgetTheAddress() {
    RestAssured.reset();
  }

  @Test
  void after_a_kill_under_load_the_next_start_takes_over_and_each_command_is_done_once() {
    try (Services services = Services.one(RunningService.starting(directory))) {
      Callers callers = new Callers(services);

      callers.callDuring(() -> services.get(0).kill());
      services.replace(0, RunningService.starting(directory));
      callers.repeatUnanswered();

      callers.assertEachWasDoneOnce();
    }
  }
}
