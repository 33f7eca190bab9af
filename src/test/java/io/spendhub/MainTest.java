package io.spendhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.platform.operations.OperatorCommand;
import io.spendhub.testing.PostgresResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MainTest {
  @Inject @All List<OperatorCommand> commands;

  /** The usage is printed before any bean exists, so it has the commands written down. */
  @Test
  void the_usage_has_every_operators_command_as_its_bean_says_it() {
    Map<String, String> beans =
        commands.stream()
            .collect(Collectors.toMap(OperatorCommand::name, OperatorCommand::summary));
    assertThat(beans)
        .containsKeys("migrate", "migrate-info", "migrate-repair")
        .allSatisfy(
            (name, summary) -> assertThat(Main.OPERATOR_COMMANDS).containsEntry(name, summary));
  }

  @ParameterizedTest
  @ValueSource(strings = {"migrate", "migrate-info", "migrate-repair"})
  void migrations_can_be_run_listed_and_repaired_on_a_database_that_is_up_to_date(String name)
      throws Exception {
    assertThat(command(name).run(List.of())).isZero();
  }

  private OperatorCommand command(String name) {
    return commands.stream()
        .filter(command -> command.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
