package io.spendhub.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.spendhub.platform.http.description.ResourceMethods;
import io.spendhub.platform.serving.Part;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * Tells of each operation the part of the service that it is of: readers of the description, what
 * routes calls to processes, and each process itself.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OperationParts implements OASFilter {
  /** Where the description tells it. */
  static final String EXTENSION = "x-served-by";

  private final IndexView program;

  /**
   * @param program the annotations of all classes; Quarkus gives it at build time
   */
  public OperationParts(IndexView program) {
    this.program = program;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    new ResourceMethods(program)
        .all()
        .forEach(
            (call, method) ->
                ResourceMethods.operation(document, call)
                    .ifPresent(
                        operation -> operation.addExtension(EXTENSION, part(call, method).word())));
  }

  private static Part part(String call, MethodInfo method) {
    return Part.ofOperation(
        method.declaringClass().name().toString(),
        call.substring(0, call.indexOf(' ')),
        ResourceMethods.scopes(method).map(List::getFirst).orElse(""));
  }
}
