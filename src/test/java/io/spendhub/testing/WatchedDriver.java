package io.spendhub.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * PostgreSQL's driver, which notes what requests ask the database and how it went about what reads
 * ask. Requests run on virtual threads and background jobs do not, so that jobs are left out.
 */
public final class WatchedDriver implements Driver {
  private static final List<Asked> NOTES = new ArrayList<>();
  private static boolean watching;

  private final Driver driver = new org.postgresql.Driver();

  /**
   * A statement of a request.
   *
   * @param plan what {@code explain (analyze, format json)} says of it, for reads
   */
  public record Asked(boolean primary, String sql, Optional<String> plan) {}

  /** All that requests ask while something is done. */
  public static List<Asked> during(Runnable action) {
    synchronized (NOTES) {
      NOTES.clear();
      watching = true;
    }
    try {
      action.run();
    } finally {
      synchronized (NOTES) {
        watching = false;
      }
    }
    synchronized (NOTES) {
      return List.copyOf(NOTES);
    }
  }

  private static boolean isWatching() {
    synchronized (NOTES) {
      return watching && Thread.currentThread().isVirtual();
    }
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    Connection connection = driver.connect(url, info);
    boolean primary = !info.getProperty("ApplicationName").endsWith("-read");
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          Object result = call(connection, method, arguments);
          return method.getName().equals("prepareStatement")
              ? watched(connection, primary, (PreparedStatement) result, (String) arguments[0])
              : result;
        });
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Parameter(Method setter, Object[] arguments) {}

  private static PreparedStatement watched(
      Connection connection, boolean primary, PreparedStatement statement, String sql) {
    List<Parameter> parameters = new ArrayList<>();
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) -> {
          if (method.getName().startsWith("set") && arguments.length > 1) {
            parameters.add(new Parameter(method, arguments));
          } else if (method.getName().startsWith("execute") && isWatching()) {
            note(primary, sql, primary ? Optional.empty() : plan(connection, sql, parameters));
          }
          return call(statement, method, arguments);
        });
  }

  private static void note(boolean primary, String sql, Optional<String> plan) {
    synchronized (NOTES) {
      NOTES.add(new Asked(primary, sql, plan));
    }
  }

  private static Optional<String> plan(
      Connection connection, String sql, List<Parameter> parameters) throws Throwable {
    try (PreparedStatement explain =
        connection.prepareStatement("explain (analyze, format json) " + sql)) {
      for (Parameter parameter : parameters) {
        call(explain, parameter.setter(), parameter.arguments());
      }
      try (ResultSet row = explain.executeQuery()) {
        row.next();
        return Optional.of(row.getString(1));
      }
    }
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return driver.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return driver.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return driver.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return driver.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("org.postgresql");
  }
}
