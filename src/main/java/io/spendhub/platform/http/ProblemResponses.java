package io.spendhub.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says once for every operation of the API description how it answers errors. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {
  private static final String NAME = "Problem";

  @Override
  public Operation filterOperation(Operation operation) {
    operation.getResponses().addAPIResponse("default", OASFactory.createAPIResponse().ref(NAME));
    return operation;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document.getComponents().addResponse(NAME, response()).addSchema(NAME, problem());
  }

  private static APIResponse response() {
    return OASFactory.createAPIResponse()
        .description("The call was refused or failed (RFC 9457).")
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType().schema(OASFactory.createSchema().ref(NAME))));
  }

  private static Schema problem() {
    Schema problem = object("type", "title", "detail", "instance", "code", "requestId");
    problem.addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
    Schema error = object("pointer", "code", "detail");
    return problem.addProperty(
        "errors", OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(error));
  }

  private static Schema object(String... texts) {
    Schema object =
        OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).required(List.of(texts));
    for (String text : texts) {
      object.addProperty(text, OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
    return object;
  }
}
