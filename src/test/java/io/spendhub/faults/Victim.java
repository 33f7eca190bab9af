package io.spendhub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is killed, by a signal that leaves no moment for anything. */
enum Victim {
  SERVICE("a service"),
  POSTMASTER("PostgreSQL's first process"),
  POSTGRESQL("PostgreSQL, every process"),
  SESSION("PostgreSQL, one session");

  static final List<Victim> OF_POSTGRESQL = List.of(POSTMASTER, POSTGRESQL, SESSION);

  /** As an operator would ask which session is at work; where none is, any will do. */
  private static final String A_SESSION =
      """
      select pid from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid() and usename = current_user
      order by state = 'active' desc, random() limit 1
      """;

  private final String title;

  Victim(String title) {
    this.title = title;
  }

  /** Kills it, if it is one of the PostgreSQL over these data. */
  void kill(Path data) {
    switch (this) {
      case SERVICE -> throw new AssertionError("a service is no part of PostgreSQL");
      case POSTMASTER -> first(data).ifPresent(ProcessHandle::destroyForcibly);
      case POSTGRESQL -> killAll(data);
      case SESSION -> killSession(EmbeddedPostgres.runningIn(data).orElseThrow());
    }
  }

  /** Kills all of the PostgreSQL over these data, if it runs. */
  static void killAll(Path data) {
    first(data)
        .ifPresent(
            first -> {
              List<ProcessHandle> others = first.descendants().toList();
              Stream.concat(Stream.of(first), others.stream())
                  .forEach(ProcessHandle::destroyForcibly);
            });
  }

  private static Optional<ProcessHandle> first(Path data) {
    Path file = data.resolve("postgresql/postmaster.pid");
    try {
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
              .filter(Victim::isPostgresql)
          : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The number of a process that ended may be another program's by now. */
  private static boolean isPostgresql(ProcessHandle process) {
    return process.info().command().filter(program -> program.endsWith("/postgres")).isPresent();
  }

  private static void killSession(DatabaseAddress database) {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet session = statement.executeQuery(A_SESSION)) {
      assertThat(session.next()).as("a session of a service").isTrue();
      ProcessHandle.of(session.getLong(1)).ifPresent(ProcessHandle::destroyForcibly);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public String toString() {
    return title;
  }
}
