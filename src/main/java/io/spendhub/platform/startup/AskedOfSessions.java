package io.spendhub.platform.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What a pool asks of each of its sessions. It stands once, in application.properties, where the
 * pools take it from; before they exist it is read there.
 */
final class AskedOfSessions {
  private static final String FILE = "/application.properties";
  private static final Pattern PARAMETER = Pattern.compile("-c\\s+(\\w+)=((?:\\\\.|[^\\s\\\\])+)");

  private AskedOfSessions() {}

  /** Properties of the driver, of the sessions that commands are run in. */
  static Map<String, String> ofPrimary() {
    return properties("");
  }

  /** Properties of the driver, of the sessions that reads are run in. */
  static Map<String, String> ofReads() {
    return properties("read.");
  }

  /**
   * The parameters of the server among them that calls rely on, by name: timeouts, the usual
   * isolation. What the planner is told makes reads faster, and no session is refused for it.
   */
  static Map<String, String> parameters(Map<String, String> properties) {
    Map<String, String> parameters = new LinkedHashMap<>();
    PARAMETER
        .matcher(properties.getOrDefault("options", ""))
        .results()
        .filter(option -> !option.group(1).startsWith("enable_"))
        .forEach(
            option -> parameters.put(option.group(1), option.group(2).replaceAll("\\\\(.)", "$1")));
    return parameters;
  }

  private static Map<String, String> properties(String pool) {
    String prefix = "quarkus.datasource." + pool + "jdbc.additional-jdbc-properties.";
    Map<String, String> found = new LinkedHashMap<>();
    file()
        .forEach(
            (key, value) -> {
              if (key.toString().startsWith(prefix)) {
                found.put(key.toString().substring(prefix.length()), value.toString());
              }
            });
    return found;
  }

  private static Properties file() {
    Properties file = new Properties();
    try (InputStream content = AskedOfSessions.class.getResourceAsStream(FILE)) {
      if (content == null) {
        throw new IllegalStateException("the program has lost " + FILE);
      }
      file.load(content);
      return file;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
