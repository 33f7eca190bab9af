package io.spendhub.platform.operations;

import io.quarkus.runtime.QuarkusApplication;
import io.spendhub.platform.postgres.DatabaseUnavailable;
import io.spendhub.platform.serving.ServedParts;
import io.spendhub.platform.startup.ServiceDatabase;
import io.spendhub.platform.startup.Setting;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Understands the arguments of the program and runs what they name.
 *
 * @param operatorCommands the summary of each command that a bean {@link OperatorCommand} brings
 * @param clients the commands that work against a service
 */
public record CommandLine(Map<String, String> operatorCommands, List<ServiceClient> clients) {
  static final int FAILURE = 1;
  static final int USAGE_ERROR = 2;
  private static final String SERVE = "serve";
  private static final String HEALTH = "health";
  private static final String REHEARSE = "rehearse";

  /**
   * The operator's commands that are there to change the database; the others leave it as it is.
   */
  private static final Set<String> CHANGING = Set.of("migrate", "migrate-repair");

  private static final String ADMIN_KEY = "SPENDHUB_ADMIN_KEY";

  /** Answers the exit code: 0 done, 1 failed, 2 not understood. */
  public int run(List<String> arguments) {
    try {
      List<String> words = arguments.isEmpty() ? List.of(SERVE) : arguments;
      String command = words.getFirst();
      if (!knows(command)) {
        return refuse(command);
      }
      return settingsMakeSense() ? run(command, words.subList(1, words.size())) : USAGE_ERROR;
    } catch (DatabaseUnavailable unavailable) {
      return tell(unavailable);
    }
  }

  private boolean knows(String command) {
    return List.of(SERVE, HEALTH, REHEARSE).contains(command)
        || operatorCommands.containsKey(command)
        || client(command).isPresent();
  }

  private static boolean settingsMakeSense() {
    List<String> faults = new SettingsCheck(Setting::value).faults();
    faults.forEach(CommandLine::say);
    return faults.isEmpty();
  }

  /** Says why there is no database, and answers the exit code. */
  static int tell(DatabaseUnavailable unavailable) {
    say(String.valueOf(unavailable.getMessage()));
    return unavailable.isBySetting() ? USAGE_ERROR : FAILURE;
  }

  static void say(String sentence) {
    System.err.println("spendhub: " + sentence);
  }

  private int run(String command, List<String> arguments) {
    Optional<ServiceClient> client = client(command);
    if (client.isPresent()) {
      return runClient(client.get(), arguments);
    }
    return switch (command) {
      case SERVE -> runService(ServeUntilToldToEnd.class);
      case HEALTH -> HealthProbe.probe(HttpPort.ofService());
      case REHEARSE -> Rehearsal.runOnce();
      default -> runOperatorCommand(command, arguments);
    };
  }

  private Optional<ServiceClient> client(String command) {
    return clients.stream().filter(known -> known.name().equals(command)).findFirst();
  }

  /** Starting takes seconds, and another service's port would be found taken only at their end. */
  private static int runService(
      Class<? extends QuarkusApplication> application, String... arguments) {
    Optional<String> taken = LiveReload.isOn() ? Optional.empty() : HttpPort.whyNotFree();
    taken.ifPresent(CommandLine::say);
    if (taken.isPresent()) {
      return FAILURE;
    }
    HttpPort.tellQuarkus();
    return ServiceProcess.run(CommandLine::openDatabase, application, arguments);
  }

  private static ServiceDatabase openDatabase() {
    ServiceDatabase opened = ServiceDatabase.open();
    say("starting the service.");
    return opened;
  }

  /**
   * Nothing but the command may run: no listener, no jobs, no migration that it did not ask for.
   */
  private static int runOperatorCommand(String command, List<String> arguments) {
    System.setProperty("quarkus.http.host-enabled", "false");
    System.setProperty("quarkus.scheduler.enabled", "false");
    System.setProperty("quarkus.flyway.migrate-at-start", "false");
    System.setProperty("quarkus.log.console.stderr", "true");
    System.setProperty("quarkus.log.level", "WARN");
    return ServiceProcess.run(
        CHANGING.contains(command) ? ServiceDatabase::openShared : ServiceDatabase::openToLook,
        RunOperatorCommand.class,
        words(command, arguments));
  }

  private static String[] words(String command, List<String> arguments) {
    return Stream.concat(Stream.of(command), arguments.stream()).toArray(String[]::new);
  }

  private static int runClient(ServiceClient client, List<String> arguments) {
    Optional<String> service = Setting.value("SPENDHUB_URL");
    if (service.isPresent() && !client.keepsServing()) {
      return runAgainst(URI.create(service.get()), client, arguments);
    }
    int checked = client.check().applyAsInt(arguments);
    if (checked != 0) {
      return checked;
    }
    if (Setting.value(ADMIN_KEY).isEmpty()) {
      System.setProperty(ADMIN_KEY, randomKey());
    }
    // Whoever starts a service for himself needs all of it.
    System.setProperty(ServedParts.SETTING, "all");
    return runService(RunServiceClient.of(client), arguments.toArray(String[]::new));
  }

  private static int runAgainst(URI service, ServiceClient client, List<String> arguments) {
    try {
      return client.work().run(arguments, service);
    } catch (Exception failure) {
      say(client.name() + " failed: " + failure);
      return FAILURE;
    }
  }

  private static String randomKey() {
    byte[] key = new byte[24];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  private int refuse(String command) {
    if (!List.of("help", "--help", "-h").contains(command)) {
      say("there is no command " + command);
    }
    System.err.print(usage());
    return USAGE_ERROR;
  }

  String usage() {
    StringBuilder usage = new StringBuilder("Usage: spendhub [COMMAND]\n\n");
    line(usage, SERVE, "run the service until SIGTERM or SIGINT (the default)");
    line(usage, HEALTH, "exit 0 when the service on this machine is ready, else 1");
    line(usage, REHEARSE, "start without a database, and end; for what a JVM learns of it");
    operatorCommands.forEach((name, summary) -> line(usage, name, summary));
    clients.forEach(
        client ->
            line(usage, (client.name() + " " + client.parameters()).strip(), client.summary()));
    return usage.append("\nSettings come from the environment; see .env.sample.\n").toString();
  }

  private static void line(StringBuilder usage, String command, String summary) {
    usage.append("  %-16s %s%n".formatted(command, summary));
  }
}
