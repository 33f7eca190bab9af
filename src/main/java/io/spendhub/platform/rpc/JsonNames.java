package io.spendhub.platform.rpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The fields of messages by the names that they have in JSON. */
final class JsonNames {
  private static final Map<Descriptor, Map<String, FieldDescriptor>> KNOWN =
      new ConcurrentHashMap<>();

  private JsonNames() {}

  static Map<String, FieldDescriptor> of(Descriptor message) {
    return KNOWN.computeIfAbsent(
        message,
        unseen ->
            unseen.getFields().stream()
                .collect(Collectors.toUnmodifiableMap(FieldDescriptor::getJsonName, f -> f)));
  }

  /**
   * The place in a message that a JSON pointer names, as in {@code items[3].merchant.mcc}; what is
   * no pointer into it stays as it is.
   */
  static String path(Descriptor message, String pointer) {
    StringBuilder path = new StringBuilder();
    Optional<Descriptor> at = Optional.of(message);
    Optional<FieldDescriptor> many = Optional.empty();
    for (String raw : (pointer.startsWith("/") ? pointer.substring(1) : pointer).split("/", -1)) {
      String step = raw.replace("~1", "/").replace("~0", "~");
      if (many.isPresent()) {
        path.append('[').append(step).append(']');
        many = Optional.empty();
        continue;
      }
      Optional<FieldDescriptor> field = at.map(known -> of(known).get(step));
      path.append(path.isEmpty() ? "" : ".")
          .append(field.map(FieldDescriptor::getName).orElse(step));
      many = field.filter(FieldDescriptor::isRepeated);
      at =
          field
              .filter(known -> known.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
              .map(FieldDescriptor::getMessageType);
    }
    return path.toString();
  }
}
