package io.spendhub.platform.http.description;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Tells of each answer what is always there. A field without a value is left out of an answer, so
 * none is ever null, and each that has to have a value is required.
 */
final class AnswerPromises {
  private final OpenAPI document;
  private final Glossary glossary;

  AnswerPromises(OpenAPI document, Glossary glossary) {
    this.document = document;
    this.glossary = glossary;
  }

  void apply() {
    Set<String> asked = SchemaReferences.ofRequests(document);
    document.getComponents().getSchemas().forEach((name, schema) -> promise(name, schema, asked));
  }

  /** What requests may hold too says for itself what they need. */
  private void promise(String name, Schema object, Set<String> asked) {
    if (object.getProperties() == null) {
      return;
    }
    Set<String> always = new TreeSet<>();
    for (Map.Entry<String, Schema> field : object.getProperties().entrySet()) {
      if (field.getValue().getRef() != null) {
        field.getValue().setType(null); // what is referred to says it
      }
      boolean nullable = !asked.contains(name) && Nulls.remove(field.getValue());
      boolean optional = glossary.field(name, field.getKey()).containsKey("optional");
      if (!nullable && !optional) {
        always.add(field.getKey());
      }
    }
    if (!asked.contains(name)) {
      object.setRequired(always.isEmpty() ? null : List.copyOf(always));
    }
  }
}
