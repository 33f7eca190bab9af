package io.spendhub.platform.http.description;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Completes the document once it has all operations and schemas: what requests may be, what answers
 * promise, and what everything means. The order matters, since words are given to what is there.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = DescribedApi.AFTER_OTHERS)
public final class DescribedApi implements OASFilter {
  static final int AFTER_OTHERS = 0;

  private static final Map<String, String> FORMATS =
      Map.of(
          "UUID", "uuid", "Instant", "date-time", "LocalTime", "local-time", "Period", "duration");

  private final IndexView program;

  /**
   * @param program the annotations of all classes; Quarkus gives it at build time
   */
  public DescribedApi(IndexView program) {
    this.program = program;
  }

  /** Ids and times are texts with a format, wherever they stand, and no types of their own. */
  @Override
  public Schema filterSchema(Schema schema) {
    if (schema.getRef() != null) {
      @Nullable String format = FORMATS.get(SchemaReferences.name(schema));
      if (format != null) {
        schema.setRef(null);
        schema.addType(SchemaType.STRING).setFormat(format);
      }
    }
    return schema;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    FORMATS.keySet().forEach(document.getComponents()::removeSchema);
    Glossary glossary = Glossary.read();
    new RequestBounds(program, document).apply();
    new AnswerPromises(document, glossary).apply();
    new AnswerHeaders(document).apply();
    new Words(document, glossary).apply();
  }
}
