package io.spendhub.platform.startup;

import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/** What stands in a JDBC URL of PostgreSQL, as its driver reads it. */
public final class JdbcUrl {
  /** {@code user:password@host}, which libpq knows and the driver does not. */
  private static final Pattern LOGIN = Pattern.compile("jdbc:postgresql://[^/?]*@");

  private JdbcUrl() {}

  /** Whether the driver understands it, and takes nothing in it for a host that is a login. */
  public static boolean isOfPostgres(String url) {
    return url.startsWith("jdbc:postgresql:")
        && !LOGIN.matcher(url).lookingAt()
        && read(url).isPresent();
  }

  /** What a parameter of the URL is, where it is given. */
  public static Optional<String> parameter(String url, String name) {
    return read(url).flatMap(parts -> Optional.ofNullable(parts.getProperty(name)));
  }

  /** {@code db.example.com:5432}; several, by comma, where the URL names several. */
  static String place(String url) {
    String[] hosts = part(url, "PGHOST").split(",", -1);
    String[] ports = part(url, "PGPORT").split(",", -1);
    StringBuilder place = new StringBuilder();
    for (int i = 0; i < hosts.length; i++) {
      place.append(i == 0 ? "" : ",").append(hosts[i]);
      place.append(i < ports.length ? ":" + ports[i] : "");
    }
    return place.toString();
  }

  static String database(String url) {
    return part(url, "PGDBNAME");
  }

  private static String part(String url, String name) {
    return read(url).map(parts -> parts.getProperty(name, "")).orElse("");
  }

  private static Optional<Properties> read(String url) {
    return Optional.ofNullable(Driver.parseURL(url, null));
  }
}
