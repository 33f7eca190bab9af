package io.spendhub.platform.operations;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.spendhub.platform.connections.FailureChain;
import io.spendhub.platform.startup.Obstacle;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * How a run of Quarkus ended: its exit code and, where it failed, why. What an operator can do
 * something about is one line; only what nobody expected comes with its trace.
 */
final class Outcome implements BiConsumer<Integer, Throwable> {
  private volatile int code;

  /** The exit code of the process. */
  int code() {
    return code;
  }

  @Override
  public void accept(Integer exit, @Nullable Throwable failure) {
    code = failure == null ? exit : tell(failure);
  }

  private static int tell(Throwable failure) {
    return Obstacle.in(failure)
        .map(CommandLine::tell)
        .or(() -> sentence(failure).map(Outcome::say))
        .orElseGet(
            () -> {
              System.err.println("spendhub: this was not expected:");
              failure.printStackTrace();
              return CommandLine.FAILURE;
            });
  }

  private static int say(String sentence) {
    CommandLine.say(sentence);
    return CommandLine.FAILURE;
  }

  private static Optional<String> sentence(Throwable failure) {
    return FailureChain.of(failure).flatMap(link -> sentenceOf(link).stream()).findFirst();
  }

  private static Optional<String> sentenceOf(Throwable link) {
    return switch (link) {
      case FlywayException migrations ->
          Optional.of("the migrations failed: " + inOneLine(migrations));
      case QuarkusBindException taken ->
          Optional.of(
              "port %s cannot be listened on; set %s to another."
                  .formatted(taken.getPort(), HttpPort.SETTING));
      case ConfigurationException wrong -> Optional.of(inOneLine(wrong));
      case ConfigValidationException wrong -> Optional.of(inOneLine(wrong));
      default -> Optional.empty();
    };
  }

  private static String inOneLine(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .map(String::strip)
        .filter(
            line ->
                !line.matches("-*")
                    && !line.startsWith("Detail")
                    && !line.startsWith("Location")
                    && !line.startsWith("Statement"))
        .map(line -> line.replaceAll(" +", " "))
        .collect(Collectors.joining("; "));
  }
}
