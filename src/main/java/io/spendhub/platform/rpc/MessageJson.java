package io.spendhub.platform.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.spendhub.platform.http.validation.JsonPointers;
import io.spendhub.shared.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Messages as the JSON of the HTTP API, and back: a field has the name that protobuf gives it in
 * JSON, but numbers are numbers. What is not set is left out.
 */
public final class MessageJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private MessageJson() {}

  /**
   * A request as JSON. A field that its {@link FieldMask} names without its being set is null.
   *
   * @throws Refusal 400 for a field that is not known here, a time that is none, and a mask that
   *     does not name what is set
   */
  public static ObjectNode of(Message request) {
    ObjectNode fields = object(request, "");
    request.getAllFields().values().stream()
        .filter(FieldMask.class::isInstance)
        .map(FieldMask.class::cast)
        .forEach(mask -> FieldMasks.apply(mask, request.getDescriptorForType(), fields));
    return fields;
  }

  private static ObjectNode object(Message message, String pointer) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw Refusal.invalidField(
          pointer + "/" + message.getUnknownFields().asMap().keySet().iterator().next(),
          "unknown_field",
          "There is no field of this number here.");
    }
    ObjectNode object = JSON.objectNode();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (!(value instanceof FieldMask)) {
                String place = pointer + "/" + field.getJsonName();
                object.set(field.getJsonName(), field(field, value, place));
              }
            });
    return object;
  }

  private static JsonNode field(FieldDescriptor field, Object value, String pointer) {
    if (field.isMapField()) {
      return map((List<?>) value, pointer);
    }
    return field.isRepeated() ? array((List<?>) value, pointer) : value(value, pointer);
  }

  private static ObjectNode map(List<?> entries, String pointer) {
    ObjectNode map = JSON.objectNode();
    for (Object entry : entries) {
      MapEntry<?, ?> pair = (MapEntry<?, ?>) entry;
      String key = String.valueOf(pair.getKey());
      map.set(key, value(pair.getValue(), pointer + "/" + JsonPointers.escape(key)));
    }
    return map;
  }

  private static ArrayNode array(List<?> values, String pointer) {
    ArrayNode array = JSON.arrayNode(values.size());
    for (int i = 0; i < values.size(); i++) {
      array.add(value(values.get(i), pointer + "/" + i));
    }
    return array;
  }

  private static JsonNode value(Object value, String pointer) {
    return switch (value) {
      case String text -> JSON.textNode(text);
      case Long number -> JSON.numberNode(number);
      case Integer number -> JSON.numberNode(number);
      case Boolean flag -> JSON.booleanNode(flag);
      case Timestamp time -> JSON.textNode(text(time, pointer));
      case Message message -> object(message, pointer);
      default -> throw new IllegalStateException("no field has the type " + value.getClass());
    };
  }

  private static String text(Timestamp time, String pointer) {
    try {
      if (time.getNanos() >= 0 && time.getNanos() < 1_000_000_000) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
      }
    } catch (DateTimeException beyondAllYears) {
      // answered below, as any other value that is no time
    }
    throw Refusal.invalidField(pointer, "wrong_format", "The value has the wrong format.");
  }

  /**
   * Sets the fields of an answer. What the message has no field for is left out: its callers know
   * only what its proto file says.
   */
  public static void fill(Message.Builder message, JsonNode object) {
    Map<String, FieldDescriptor> fields = JsonNames.of(message.getDescriptorForType());
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      FieldDescriptor field = fields.get(entry.getKey());
      if (field != null && !entry.getValue().isNull()) {
        fill(message, field, entry.getValue());
      }
    }
  }

  private static void fill(Message.Builder message, FieldDescriptor field, JsonNode value) {
    if (field.isMapField()) {
      value
          .properties()
          .forEach(pair -> message.addRepeatedField(field, entry(message, field, pair)));
    } else if (field.isRepeated()) {
      value.forEach(element -> message.addRepeatedField(field, read(message, field, element)));
    } else {
      message.setField(field, read(message, field, value));
    }
  }

  private static Message entry(
      Message.Builder message, FieldDescriptor field, Map.Entry<String, JsonNode> pair) {
    Message.Builder entry = message.newBuilderForField(field);
    List<FieldDescriptor> keyAndValue = entry.getDescriptorForType().getFields();
    entry.setField(keyAndValue.getFirst(), pair.getKey());
    entry.setField(keyAndValue.getLast(), read(entry, keyAndValue.getLast(), pair.getValue()));
    return entry.build();
  }

  private static Object read(Message.Builder message, FieldDescriptor field, JsonNode value) {
    return switch (field.getJavaType()) {
      case STRING -> value.isTextual() ? value.textValue() : value.toString();
      case LONG -> value.longValue();
      case INT -> value.intValue();
      case BOOLEAN -> value.booleanValue();
      case MESSAGE -> message(message.newBuilderForField(field), value);
      default -> throw new IllegalStateException("no field has the type of " + field.getFullName());
    };
  }

  private static Message message(Message.Builder message, JsonNode value) {
    if (message instanceof Timestamp.Builder time) {
      Instant instant = Instant.parse(value.textValue());
      return time.setSeconds(instant.getEpochSecond()).setNanos(instant.getNano()).build();
    }
    fill(message, value);
    return message.build();
  }
}
