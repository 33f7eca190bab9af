package io.spendhub.platform.http;

import static java.util.stream.Collectors.joining;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Tells the scope that each operation asks for, as {@code @PermissionsAllowed} has it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OperationScopes implements OASFilter {
  private static final String SCHEME = "apiKey";

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
    document.getPaths().getPathItems().forEach((path, item) -> tell(path, item, scopes));
  }

  private static void tell(String path, PathItem item, Map<String, List<String>> scopes) {
    item.getOperations()
        .forEach(
            (method, operation) ->
                Optional.ofNullable(scopes.get(method + " " + path))
                    .ifPresent(enough -> tell(operation, enough)));
  }

  private static void tell(Operation operation, List<String> enough) {
    operation.setSecurity(
        enough.stream()
            .map(scope -> OASFactory.createSecurityRequirement().addScheme(SCHEME, scope))
            .toList());
    operation.setDescription(
        Stream.of(operation.getDescription(), RequiredScope.described(enough))
            .filter(Objects::nonNull)
            .collect(joining(" ")));
  }

  /** Each under the method and the path of its operation. */
  private Map<String, List<String>> scopes() {
    Map<String, List<String>> scopes = new HashMap<>();
    for (AnnotationInstance permission : program.getAnnotations(PermissionsAllowed.class)) {
      List<String> enough = List.of(permission.value().asStringArray());
      methods(permission.target()).forEach(method -> tell(method, enough, scopes));
    }
    return scopes;
  }

  /** An annotation of a resource is one of all its methods. */
  private static List<MethodInfo> methods(AnnotationTarget annotated) {
    return annotated.kind() == AnnotationTarget.Kind.METHOD
        ? List.of(annotated.asMethod())
        : annotated.asClass().methods();
  }

  private static void tell(
      MethodInfo method, List<String> enough, Map<String, List<String>> scopes) {
    String path = path(method.declaringClass()) + path(method);
    httpMethods(method).forEach(verb -> scopes.put(verb + " " + path, enough));
  }

  private static String path(AnnotationTarget annotated) {
    AnnotationInstance path = annotated.declaredAnnotation(Path.class);
    return path == null ? "" : path.value().asString();
  }

  private static Stream<String> httpMethods(MethodInfo method) {
    return Stream.of(PathItem.HttpMethod.values())
        .map(PathItem.HttpMethod::name)
        .filter(
            verb -> method.hasDeclaredAnnotation("jakarta.ws.rs." + verb.toUpperCase(Locale.ROOT)));
  }
}
