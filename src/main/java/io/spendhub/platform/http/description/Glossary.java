package io.spendhub.platform.http.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The words, examples and names that no annotation has, as the resources {@code description/*.yaml}
 * keep them. Each says of itself how it is written.
 */
final class Glossary {
  private final Map<String, Map<String, Object>> fields;
  private final Map<String, Map<String, Object>> operations;
  private final Map<String, Map<String, Object>> parameters;

  private Glossary(
      Map<String, Map<String, Object>> fields,
      Map<String, Map<String, Map<String, Object>>> calls) {
    this.fields = fields;
    this.operations = Objects.requireNonNull(calls.get("operations"));
    this.parameters = Objects.requireNonNull(calls.get("parameters"));
  }

  static Glossary read() {
    return new Glossary(yaml("fields.yaml"), yaml("operations.yaml"));
  }

  /** All calls, in an order in which their examples can be sent. */
  List<String> calls() {
    return List.copyOf(operations.keySet());
  }

  /** All that is said, each under its name. */
  Map<String, Map<String, Object>> entries() {
    Map<String, Map<String, Object>> entries = new TreeMap<>(fields);
    entries.putAll(operations);
    parameters.forEach((name, entry) -> entries.put("parameter " + name, entry));
    return entries;
  }

  /** What is said of a field of this schema, or else of every field with its name. */
  Map<String, Object> field(String schema, String name) {
    return Optional.ofNullable(fields.get(schema + "." + name))
        .or(() -> Optional.ofNullable(fields.get(name)))
        .orElse(Map.of());
  }

  /**
   * What is said of an operation: {@code id}, and {@code example} if it has a body.
   *
   * @param call method and path, such as {@code GET /v1/wallets/{id}}
   */
  Map<String, Object> operation(String call) {
    return operations.getOrDefault(call, Map.of());
  }

  /**
   * What is said of a parameter, by the most special name that is known: behind the call, as {@code
   * GET /v1/wallets/{id}/balance at}; behind the part of the path before it, as {@code
   * wallets/{id}}; or its own.
   */
  Map<String, Object> parameter(String method, String path, String name) {
    return Optional.ofNullable(parameters.get(method + " " + path + " " + name))
        .or(() -> Optional.ofNullable(parameters.get(placeOf(name, path))))
        .or(() -> Optional.ofNullable(parameters.get(name)))
        .orElse(Map.of());
  }

  private static String placeOf(String name, String path) {
    int end = path.indexOf("/{" + name + "}");
    return end < 0
        ? name
        : path.substring(path.lastIndexOf('/', end - 1) + 1, end) + "/{" + name + "}";
  }

  private static <T> Map<String, T> yaml(String name) {
    try (InputStream text = Glossary.class.getResourceAsStream("/description/" + name)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
