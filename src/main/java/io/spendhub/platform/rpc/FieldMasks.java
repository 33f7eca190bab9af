package io.spendhub.platform.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import io.spendhub.shared.Refusal;
import java.util.Set;
import java.util.TreeSet;

/** What a change takes away: the fields that its mask names and that are not set. */
final class FieldMasks {
  private static final String POINTER = "/updateMask";

  private FieldMasks() {}

  /**
   * Sets to null what the mask names and the request does not set.
   *
   * @param fields the request as JSON
   * @throws Refusal 400 where the mask names what is no field, or not all that is set
   */
  static void apply(FieldMask mask, Descriptor request, ObjectNode fields) {
    Set<String> named = new TreeSet<>();
    for (String path : mask.getPathsList()) {
      FieldDescriptor field = request.findFieldByName(path);
      if (field == null || isOfAnother(field)) {
        throw Refusal.invalidField(POINTER, "unknown_field", "The mask names what is no field.");
      }
      named.add(field.getJsonName());
    }
    for (FieldDescriptor field : request.getFields()) {
      String name = field.getJsonName();
      if (named.contains(name) && !fields.has(name)) {
        fields.putNull(name);
      } else if (fields.has(name) && !named.contains(name) && !name.equals("id")) {
        throw Refusal.invalidField(
            POINTER, "not_in_mask", "The mask does not name " + field.getName() + ".");
      }
    }
  }

  /** The id says what is changed; it and the mask itself are never changed. */
  private static boolean isOfAnother(FieldDescriptor field) {
    return field.getName().equals("id") || field.getJsonName().equals("updateMask");
  }
}
