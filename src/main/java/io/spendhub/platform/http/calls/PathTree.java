package io.spendhub.platform.http.calls;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to a path among templates such as {@code /v1/cards/{id}/limits}. A literal
 * segment wins over a parameter, as in JAX-RS.
 */
public final class PathTree<T> {
  private static final Pattern SLASHES_AROUND = Pattern.compile("^/+|/+$");

  private final Map<String, PathTree<T>> literals = new HashMap<>();
  private @Nullable PathTree<T> parameter;
  private @Nullable T value;

  public void add(String template, T value) {
    PathTree<T> node = this;
    for (String segment : segments(template)) {
      node = node.child(segment);
    }
    node.value = value;
  }

  public Optional<T> find(String path) {
    return Optional.ofNullable(find(segments(path), 0));
  }

  private PathTree<T> child(String segment) {
    if (!segment.startsWith("{")) {
      return literals.computeIfAbsent(segment, name -> new PathTree<>());
    }
    if (parameter == null) {
      parameter = new PathTree<>();
    }
    return parameter;
  }

  private @Nullable T find(String[] segments, int index) {
    if (index == segments.length) {
      return value;
    }
    PathTree<T> literal = literals.get(segments[index]);
    T found = literal == null ? null : literal.find(segments, index + 1);
    return found == null && parameter != null ? parameter.find(segments, index + 1) : found;
  }

  private static String[] segments(String path) {
    return SLASHES_AROUND.matcher(path).replaceAll("").split("/");
  }
}
