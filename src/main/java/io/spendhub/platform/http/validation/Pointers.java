package io.spendhub.platform.http.validation;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.List;

/** Turns the path of a violation into a JSON pointer into the body, or a parameter's name. */
final class Pointers {
  private Pointers() {}

  static String of(List<Path.Node> path) {
    StringBuilder pointer = new StringBuilder();
    path.stream().skip(skipped(path)).forEach(node -> append(node, pointer));
    if (!pointer.isEmpty()) {
      return pointer.toString();
    }
    // A constraint on the argument itself: a query parameter is known by its name, a body by none.
    return path.isEmpty() || path.getLast().getKind() == ElementKind.BEAN
        ? ""
        : String.valueOf(path.getLast().getName());
  }

  // The method and its argument are how the call reached us, not part of what was sent.
  private static long skipped(List<Path.Node> path) {
    return path.stream()
        .takeWhile(
            node ->
                node.getKind() == ElementKind.METHOD
                    || node.getKind() == ElementKind.CONSTRUCTOR
                    || node.getKind() == ElementKind.PARAMETER)
        .count();
  }

  private static void append(Path.Node node, StringBuilder pointer) {
    if (node.getIndex() != null) {
      pointer.append('/').append(node.getIndex());
    } else if (node.getKey() != null) {
      String key = Printable.of(String.valueOf(node.getKey()));
      pointer.append('/').append(JsonPointers.escape(key));
    }
    if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
      pointer.append('/').append(JsonPointers.escape(node.getName()));
    }
  }
}
