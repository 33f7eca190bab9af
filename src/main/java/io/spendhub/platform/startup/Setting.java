package io.spendhub.platform.startup;

import java.util.Optional;

/**
 * A setting as it is before Quarkus has read its configuration: a system property of the name, else
 * the environment. An empty value is the same as none, as a line of a .env file often has it.
 */
public final class Setting {
  private Setting() {}

  public static Optional<String> value(String name) {
    String property = System.getProperty(name);
    return Optional.ofNullable(property == null ? System.getenv(name) : property)
        .filter(value -> !value.isBlank());
  }
}
