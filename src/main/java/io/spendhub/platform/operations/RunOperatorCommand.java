package io.spendhub.platform.operations;

import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Runs the operator's command that the first argument names. */
@Singleton
@Unremovable
public final class RunOperatorCommand implements QuarkusApplication {
  private final List<OperatorCommand> commands;

  RunOperatorCommand(@All List<OperatorCommand> commands) {
    this.commands = commands;
  }

  @Override
  public int run(String... arguments) throws Exception {
    List<String> words = List.of(arguments);
    Optional<OperatorCommand> named =
        commands.stream().filter(command -> command.name().equals(words.getFirst())).findFirst();
    if (named.isEmpty()) {
      System.err.println("spendhub: this build has no command " + words.getFirst());
      return CommandLine.USAGE_ERROR;
    }
    return named.get().run(words.subList(1, words.size()));
  }
}
