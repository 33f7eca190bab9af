package io.spendhub.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The server process over one data directory, whoever started it. */
final class Postmaster {
  /** A recovery after a crash may replay gigabytes; only its end or its failure ends the wait. */
  private static final String PATIENCE_SECONDS = "86400";

  /** A fast stop writes what is in memory to disk before it ends. */
  private static final String STOP_SECONDS = "300";

  /** Lies above every process id that Linux or macOS gives out. */
  private static final String NO_PROCESS = "2147483646";

  private static final int PORT_LINE = 3;

  private final PostgresPrograms programs;
  private final DataDirectory directory;

  Postmaster(PostgresPrograms programs, DataDirectory directory) {
    this.programs = programs;
    this.directory = directory;
  }

  /**
   * The server that runs over these data, if one does. A process id from before a crash or a reboot
   * may belong to any program by now, so the program's name counts too.
   */
  static Optional<ProcessHandle> running(DataDirectory directory) throws IOException {
    return recordedProcess(directory).filter(Postmaster::isPostgres);
  }

  /** The port of the server that runs over these data, as it wrote it down itself. */
  static OptionalInt port(DataDirectory directory) throws IOException {
    List<String> lines = pidFileLines(directory);
    return lines.size() > PORT_LINE && !lines.get(PORT_LINE).isBlank()
        ? OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
        : OptionalInt.empty();
  }

  private static Optional<ProcessHandle> recordedProcess(DataDirectory directory)
      throws IOException {
    List<String> lines = pidFileLines(directory);
    return lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,10}")
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(program -> program.endsWith("/postgres")).isPresent();
  }

  private static List<String> pidFileLines(DataDirectory directory) throws IOException {
    Path file = directory.cluster().resolve("postmaster.pid");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Returns when the server accepts connections on the port, however long it must recover. */
  void start(int port) throws IOException {
    disownForeignProcess();
    Files.writeString(directory.cluster().resolve("postgresql.conf"), ServerSettings.file());
    String log = directory.startLog().toString();
    List<String> start =
        List.of(
            "pg_ctl",
            "-D",
            directory.cluster().toString(),
            "-l",
            log,
            "-o",
            "-p " + port,
            "-w",
            "-t",
            PATIENCE_SECONDS,
            "start");
    if (programs.run(directory.startLog(), start) != 0) {
      throw new IOException("PostgreSQL did not start:\n" + directory.lastWords());
    }
  }

  /**
   * A pid file whose number another program has been given by now would keep PostgreSQL from
   * starting. The number is replaced and the rest is kept, because PostgreSQL tells by it whether a
   * process of the crashed server still uses its memory.
   */
  private void disownForeignProcess() throws IOException {
    if (recordedProcess(directory).isPresent() && running(directory).isEmpty()) {
      List<String> lines = pidFileLines(directory);
      String rest = String.join("\n", lines.subList(1, lines.size()));
      Files.writeString(
          directory.cluster().resolve("postmaster.pid"), NO_PROCESS + "\n" + rest + "\n");
    }
  }

  /** Ends the server, and returns only when it has ended, even on a thread told to hurry. */
  void stop() throws IOException {
    boolean toldToHurry = Thread.interrupted();
    try {
      stopPatiently();
    } finally {
      if (toldToHurry) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stopPatiently() throws IOException {
    if (running(directory).isPresent() && stop("fast") != 0 && running(directory).isPresent()) {
      // What was committed is in the log of changes, and the next start brings it back.
      stop("immediate");
    }
  }

  private int stop(String mode) throws IOException {
    return programs.run(
        directory.startLog(),
        List.of(
            "pg_ctl",
            "-D",
            directory.cluster().toString(),
            "-m",
            mode,
            "-w",
            "-t",
            STOP_SECONDS,
            "stop"));
  }
}
