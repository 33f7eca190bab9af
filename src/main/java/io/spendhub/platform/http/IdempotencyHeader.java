package io.spendhub.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Describes the Idempotency-Key once. Operations refer to one of the two descriptions, because the
 * header is read from the request at hand and no method has a parameter for it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class IdempotencyHeader implements OASFilter {
  /** For operations that move money. */
  public static final String REQUIRED = "IdempotencyKey";

  /** For operations that create something and can be undone. */
  public static final String OPTIONAL = "OptionalIdempotencyKey";

  private static final int MAXIMUM_LENGTH = 255;

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document
        .getComponents()
        .addParameter(REQUIRED, header(true))
        .addParameter(OPTIONAL, header(false));
  }

  private static Parameter header(boolean required) {
    return OASFactory.createParameter()
        .name("Idempotency-Key")
        .in(Parameter.In.HEADER)
        .required(required)
        .description("Names the effect: the same request with the same key has it once.")
        .example("order-1001-try-1")
        .schema(
            OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .minLength(1)
                .maxLength(MAXIMUM_LENGTH)
                .pattern("^[!-~]+$"));
  }
}
