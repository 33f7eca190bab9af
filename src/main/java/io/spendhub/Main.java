package io.spendhub;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.spendhub.platform.operations.CommandLine;
import io.spendhub.platform.operations.LiveReload;
import io.spendhub.platform.operations.ServiceClient;
import io.spendhub.replay.ReplayMain;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where the program begins. */
@QuarkusMain
public final class Main {
  /** What beans of {@code OperatorCommand} bring, by name; known before any bean is. */
  static final Map<String, String> OPERATOR_COMMANDS =
      new TreeMap<>(
          Map.of(
              "migrate", "bring the database up to this version",
              "migrate-info", "list the migrations that were applied and that wait",
              "migrate-repair", "mend the migration history after a failed migration",
              "verify", "prove the ledger from its transfers; exit 1 if it does not hold"));

  /** What works against a service over HTTP. */
  static final List<ServiceClient> CLIENTS =
      List.of(
          new ServiceClient(
              "replay",
              "FILE",
              "turn a file of card purchases into an organization",
              false,
              arguments -> ReplayMain.check(arguments.toArray(String[]::new)),
              (arguments, service) -> ReplayMain.replay(arguments.toArray(String[]::new), service)),
          new ServiceClient(
              "demo",
              "",
              "replay a sample and stay up to be looked at",
              true,
              arguments -> 0,
              (arguments, service) -> ReplayMain.demo(service)));

  private Main() {}

  public static void main(String... arguments) {
    // What is said is read by programs too: it has the same digits wherever the machine stands.
    Locale.setDefault(Locale.ROOT);
    // Quarkus would answer a malformed URI itself, with neither a body nor a request id. It reads
    // this before any of its configuration; RequestGate looks at URIs instead.
    System.setProperty("vertx.disableURIValidation", "true");
    int code = new CommandLine(OPERATOR_COMMANDS, CLIENTS).run(List.of(arguments));
    if (!LiveReload.isOn()) {
      System.exit(code);
    }
  }
}
