package io.spendhub.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.spendhub.platform.http.lists.PageQuery;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says of every operation what the annotations of its method cannot, or would say again. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OperationDescriptions implements OASFilter {

  @Override
  public Operation filterOperation(Operation operation) {
    operation.getResponses().getAPIResponses().forEach(OperationDescriptions::describe);
    return operation;
  }

  /**
   * OpenAPI requires a description of each answer; where nobody wrote one, its status has words.
   */
  private static void describe(String status, APIResponse answer) {
    if (answer.getRef() == null && answer.getDescription() == null) {
      answer.setDescription(Status.fromStatusCode(Integer.parseInt(status)).getReasonPhrase());
    }
  }

  @Override
  public Parameter filterParameter(Parameter parameter) {
    if (HttpHeaders.IF_MATCH.equals(parameter.getName())) {
      parameter.required(true).description("The ETag of the version that is changed, or *.");
    } else if (parameter.getIn() == Parameter.In.QUERY && "limit".equals(parameter.getName())) {
      parameter.schema(
          OASFactory.createSchema()
              .addType(Schema.SchemaType.INTEGER)
              .minimum(BigDecimal.ONE)
              .maximum(BigDecimal.valueOf(PageQuery.MAXIMUM_LIMIT))
              .defaultValue(PageQuery.DEFAULT_LIMIT));
    }
    return parameter;
  }
}
