package io.spendhub.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An operation of the API, as its kept description has it.
 *
 * @param path with its parameters, such as {@code /v1/cards/{id}}
 * @param servedBy the part of the service that it is of
 */
public record DescribedOperation(String method, String path, String servedBy) {
  private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete");

  public static List<DescribedOperation> all() {
    List<DescribedOperation> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : paths().properties()) {
      path.getValue().properties().stream()
          .filter(member -> METHODS.contains(member.getKey()))
          .map(
              member ->
                  new DescribedOperation(
                      member.getKey().toUpperCase(Locale.ROOT),
                      path.getKey(),
                      member.getValue().path("x-served-by").asText()))
          .forEach(all::add);
    }
    return all;
  }

  /** Its call, with something in the place of each parameter. */
  public String somePath() {
    return path.replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000000");
  }

  /** The first of what comes after the version, with all before it. */
  public String root() {
    return path.replaceFirst("^(/v1/[a-z-]+).*$", "$1");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  private static JsonNode paths() {
    try {
      return new YAMLMapper()
          .readTree(Files.readString(Path.of("api", "openapi.yaml")))
          .path("paths");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
