package io.spendhub.platform.http.description;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** The methods of the resources, under what calls them. */
public final class ResourceMethods {
  private final IndexView program;

  public ResourceMethods(IndexView program) {
    this.program = program;
  }

  /** Each under its HTTP method and path, such as {@code GET /v1/wallets/{id}}. */
  public Map<String, MethodInfo> all() {
    Map<String, MethodInfo> methods = new TreeMap<>();
    Arrays.stream(PathItem.HttpMethod.values())
        .map(PathItem.HttpMethod::name)
        .forEach(
            verb ->
                program.getAnnotations("jakarta.ws.rs." + verb.toUpperCase(Locale.ROOT)).stream()
                    .map(AnnotationInstance::target)
                    .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
                    .map(AnnotationTarget::asMethod)
                    .forEach(method -> methods.put(verb + " " + path(method), method)));
    return methods;
  }

  /** The operation of a document that such a call is described by. */
  public static Optional<Operation> operation(OpenAPI document, String call) {
    int space = call.indexOf(' ');
    return Optional.ofNullable(document.getPaths().getPathItem(call.substring(space + 1)))
        .map(PathItem::getOperations)
        .map(operations -> operations.get(PathItem.HttpMethod.valueOf(call.substring(0, space))));
  }

  /** The scopes of which one is enough to call it. What a resource asks for all its methods ask. */
  public static Optional<List<String>> scopes(MethodInfo method) {
    return Stream.<AnnotationTarget>of(method, method.declaringClass())
        .map(annotated -> annotated.declaredAnnotation(PermissionsAllowed.class))
        .filter(Objects::nonNull)
        .findFirst()
        .map(permission -> List.of(permission.value().asStringArray()));
  }

  private static String path(MethodInfo method) {
    return path((AnnotationTarget) method.declaringClass()) + path((AnnotationTarget) method);
  }

  private static String path(AnnotationTarget annotated) {
    AnnotationInstance path = annotated.declaredAnnotation(Path.class);
    return path == null ? "" : path.value().asString();
  }
}
