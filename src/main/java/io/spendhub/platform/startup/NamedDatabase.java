package io.spendhub.platform.startup;

import io.spendhub.platform.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * A database as the operator named it. What is said of it names the setting and the place, never
 * the whole URL, because that may hold a password.
 *
 * @param setting the name of the setting that has the URL
 */
record NamedDatabase(String setting, DatabaseAddress address) {
  /** Looking at a database takes no longer than this many seconds, whatever answers there. */
  private static final String PATIENCE_SECONDS = "10";

  /** A session as the service's own are, with what their pool asks of the driver and the server. */
  Connection connect(Map<String, String> asked) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(asked);
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("socketTimeout", PATIENCE_SECONDS);
    return DriverManager.getConnection(address.url(), properties);
  }

  /** The hosts and ports. */
  String place() {
    return JdbcUrl.place(address.url());
  }

  String database() {
    return JdbcUrl.database(address.url());
  }
}
