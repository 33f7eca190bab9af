package io.spendhub.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.PermissionsAllowed;
import io.spendhub.identity.domain.Scopes;
import io.spendhub.shared.UserRole;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No method of the API is open: each asks for one scope, and for one that exists. */
class ScopedMethodsTest {
  private static final Set<String> KNOWN = known();

  @Test
  void every_method_of_the_api_needs_a_scope() {
    JavaClasses service =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.spendhub");

    assertThat(resourceMethods(service)).as("the check sees the resources").hasSizeGreaterThan(20);
    assertThat(open(service)).isEmpty();
  }

  @Test
  void the_check_finds_what_it_is_for() {
    JavaClasses fixture = new ClassFileImporter().importClasses(OpenResource.class);

    assertThat(open(fixture))
        .containsExactlyInAnyOrder(
            OpenResource.class.getName() + ".unscoped", OpenResource.class.getName() + ".misspelt");
  }

  /** Under /v1, with two mistakes and one method as it should be; nothing implements it. */
  @Path("/v1/fixture")
  interface OpenResource {
    @GET
    String unscoped();

    @GET
    @PermissionsAllowed("wallet:read")
    String misspelt();

    @GET
    @PermissionsAllowed("wallets:read")
    String scoped();
  }

  private static List<String> open(JavaClasses classes) {
    return resourceMethods(classes)
        .filter(method -> !asksForAKnownScope(method))
        .map(method -> method.getOwner().getName() + "." + method.getName())
        .toList();
  }

  private static Stream<JavaMethod> resourceMethods(JavaClasses classes) {
    return classes.stream()
        .filter(ScopedMethodsTest::isOfTheApi)
        .flatMap(resource -> resource.getMethods().stream())
        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class));
  }

  private static boolean isOfTheApi(JavaClass type) {
    return type.isAnnotatedWith(Path.class)
        && type.getAnnotationOfType(Path.class).value().startsWith("/v1");
  }

  private static boolean asksForAKnownScope(JavaMethod method) {
    return method.isAnnotatedWith(PermissionsAllowed.class)
        && Arrays.stream(method.getAnnotationOfType(PermissionsAllowed.class).value())
            .allMatch(KNOWN::contains);
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(Scopes.all().names());
    known.addAll(List.of(Operator.SCOPE, "organization:read", UserRole.Scope.OWN));
    return known;
  }
}
