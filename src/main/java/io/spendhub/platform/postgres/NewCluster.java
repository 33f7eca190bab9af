package io.spendhub.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.commons.io.FileUtils;

/** What the first start over a directory makes; any start goes on where an earlier one was cut. */
final class NewCluster {
  static final String USER = "spendhub";
  static final String DATABASE = "spendhub";
  private static final String SUPERUSER = "postgres";

  private final DataDirectory directory;
  private final PostgresPrograms programs;

  NewCluster(DataDirectory directory, PostgresPrograms programs) {
    this.directory = directory;
    this.programs = programs;
  }

  /** The data get their final name when they are complete: what has it is never half a cluster. */
  void initialize() throws IOException {
    if (Files.exists(directory.cluster())) {
      return;
    }
    Path unfinished = directory.root().resolve("postgresql.new");
    FileUtils.deleteDirectory(unfinished.toFile());
    List<String> initdb =
        List.of(
            "initdb",
            "--pgdata=" + unfinished,
            "--username=" + SUPERUSER,
            "--pwfile=" + directory.makePassword(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8");
    if (programs.run(directory.startLog(), initdb) != 0) {
      throw new IOException("initdb failed:\n" + directory.lastWords());
    }
    Files.move(unfinished, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  void createDatabase(int port) throws IOException, SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    try (Connection connection = DriverManager.getConnection(url, SUPERUSER, directory.password());
        Statement statement = connection.createStatement()) {
      createUser(statement);
      if (!databaseExists(statement)) {
        statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + USER);
      }
    }
  }

  /**
   * The service is no superuser, as it would be none on a managed PostgreSQL. Its password is
   * copied in its hashed form, so that no statement ever holds it.
   */
  private static void createUser(Statement statement) throws SQLException {
    statement.execute(
        """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
            CREATE ROLE %1$s LOGIN;
          END IF;
          EXECUTE format('ALTER ROLE %1$s PASSWORD %%L',
            (SELECT rolpassword FROM pg_authid WHERE rolname = '%2$s'));
        END $$"""
            .formatted(USER, SUPERUSER));
  }

  private static boolean databaseExists(Statement statement) throws SQLException {
    String query = "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'";
    try (ResultSet found = statement.executeQuery(query)) {
      return found.next();
    }
  }
}
