package io.spendhub.platform.http;

import static java.util.stream.Collectors.joining;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.spendhub.platform.http.description.ResourceMethods;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/**
 * Tells the scope that each operation asks for, as {@code @PermissionsAllowed} has it, and the
 * roles of people that have it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OperationScopes implements OASFilter {
  private static final String SCHEME = "apiKey";
  private static final String PERSON = "person";

  private final IndexView program;

  /**
   * @param program the annotations of all classes; Quarkus gives it at build time
   */
  public OperationScopes(IndexView program) {
    this.program = program;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<String, List<String>> scopes = scopes();
    document
        .getComponents()
        .addSecurityScheme(PERSON, person())
        .addParameter(OrganizationHeader.NAME, OrganizationHeader.described());
    document.getPaths().getPathItems().forEach((path, item) -> tell(path, item, scopes));
  }

  private static void tell(String path, PathItem item, Map<String, List<String>> scopes) {
    item.getOperations()
        .forEach(
            (method, operation) ->
                Optional.ofNullable(scopes.get(method + " " + path))
                    .ifPresent(enough -> tell(operation, enough)));
  }

  private static SecurityScheme person() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .bearerFormat("JWT")
        .description(
            "An access token of the OpenID Connect provider that SPENDHUB_OIDC_URL names, for the"
                + " active user with its verified email, in one of the roles.");
  }

  private static void tell(Operation operation, List<String> enough) {
    List<String> ofKeys = enough.stream().filter(RequiredScope::isOfKeys).toList();
    List<String> roles = RequiredScope.roles(enough);
    Stream.Builder<SecurityRequirement> callers = Stream.builder();
    ofKeys.forEach(
        scope -> callers.add(OASFactory.createSecurityRequirement().addScheme(SCHEME, scope)));
    if (!roles.isEmpty()) {
      callers.add(OASFactory.createSecurityRequirement().addScheme(PERSON, roles));
      operation.addParameter(OASFactory.createParameter().ref(OrganizationHeader.NAME));
    }
    operation.setSecurity(callers.build().toList());
    operation.setDescription(
        Stream.of(operation.getDescription(), RequiredScope.described(ofKeys, roles))
            .filter(Objects::nonNull)
            .collect(joining(" ")));
  }

  /** Each under the method and the path of its operation. */
  private Map<String, List<String>> scopes() {
    Map<String, List<String>> scopes = new HashMap<>();
    new ResourceMethods(program)
        .all()
        .forEach(
            (call, method) ->
                ResourceMethods.scopes(method).ifPresent(enough -> scopes.put(call, enough)));
    return scopes;
  }
}
