package io.spendhub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.spendhub.replay.client.ReplayFailure;
import io.spendhub.replay.purchases.PurchaseFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  private static final KeptOrganization KEPT =
      new KeptOrganization("an-id", "a-secret", Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir Path directory;

  @Test
  void what_was_written_is_read_and_can_be_replaced() {
    StateFile state = new StateFile(directory.resolve("new"), "state.json");
    assertThat(state.read()).isEmpty();

    state.write(new KeptOrganization("another", "b-secret", Instant.EPOCH));
    state.write(KEPT);

    assertThat(state.read()).contains(KEPT);
  }

  @Test
  void a_damaged_file_is_never_taken_for_none() throws IOException {
    Path path = directory.resolve("state.json");
    for (String damaged : List.of("", "{", "{}", "{\"organizationId\":\"x\"}")) {
      Files.writeString(path, damaged);
      assertThatExceptionOfType(ReplayFailure.class)
          .isThrownBy(() -> new StateFile(directory, "state.json").read())
          .withMessageContaining("cannot be read");
    }
  }

  @Test
  void another_service_has_another_file() {
    PurchaseFile file = new PurchaseFile("a.csv", "0123456789abcdef".repeat(4), List.of());
    for (String port : List.of("8080", "8081")) {
      Settings settings =
          new Settings(URI.create("http://localhost:" + port), Optional.empty(), directory);
      StateFile state = StateFile.of(settings, file, List.of());
      assertThat(state.read()).isEmpty();
      state.write(KEPT);
    }
    assertThat(directory.resolve("replay"))
        .isDirectoryContaining("glob:**/0123456789abcdef-*.json");
  }

  @Test
  void the_secret_is_in_no_text() {
    assertThat(KEPT.toString()).doesNotContain("a-secret");
  }
}
