package io.spendhub.platform.http.description;

import java.util.List;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The null that a type may be, which is written as one more type or as an alternative. */
final class Nulls {
  private Nulls() {}

  /** Takes the null away, and says whether there was one. */
  static boolean remove(Schema schema) {
    return removeType(schema) || removeAlternative(schema);
  }

  private static boolean removeType(Schema schema) {
    if (!ConstraintBounds.isOf(schema, SchemaType.NULL) || schema.getType().size() == 1) {
      return false;
    }
    schema.setType(schema.getType().stream().filter(type -> type != SchemaType.NULL).toList());
    return true;
  }

  private static boolean removeAlternative(Schema schema) {
    if (schema.getAnyOf() == null) {
      return false;
    }
    List<Schema> others =
        schema.getAnyOf().stream()
            .filter(alternative -> !ConstraintBounds.isOf(alternative, SchemaType.NULL))
            .toList();
    if (others.size() != 1) {
      return false;
    }
    schema.setAnyOf(null);
    schema.setRef(others.getFirst().getRef());
    schema.setType(others.getFirst().getType());
    schema.setFormat(others.getFirst().getFormat());
    return true;
  }
}
