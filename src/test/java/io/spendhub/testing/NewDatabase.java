package io.spendhub.testing;

import io.spendhub.platform.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A database of a test's own on the server of the tests, dropped at its end. */
public final class NewDatabase implements AutoCloseable {
  private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");

  private NewDatabase() {}

  /** Makes an empty one, which belongs to the role of the service. */
  public static NewDatabase empty() throws SQLException {
    NewDatabase made = new NewDatabase();
    asSuperuser("create database " + made.name + " owner spendhub");
    return made;
  }

  public String name() {
    return name;
  }

  /** As the role of the service reaches it. */
  public DatabaseAddress address() {
    DatabaseAddress server = PostgresResource.address();
    return new DatabaseAddress(
        server.url().replaceFirst("/[^/]*$", "/" + name), server.user(), server.password());
  }

  public Connection connect() throws SQLException {
    DatabaseAddress address = address();
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }

  /** Does what the role of the service may not, in the server's own database. */
  public static void asSuperuser(String sql) throws SQLException {
    DatabaseAddress server = PostgresResource.address();
    String url = server.url().replaceFirst("/[^/]*$", "/postgres");
    // The server's own role has the same password; nobody is told it but this machine's owner.
    try (Connection connection = DriverManager.getConnection(url, "postgres", server.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    asSuperuser("drop database if exists " + name + " with (force)");
  }
}
