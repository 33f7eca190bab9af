package io.spendhub.platform.http;

import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.security.Operator;
import io.spendhub.shared.UserRole;
import java.util.Arrays;
import java.util.List;

/** How the scope of an operation is told: to readers of its description, and to who lacks it. */
public final class RequiredScope {
  private RequiredScope() {}

  /** Whether a key can have it. */
  static boolean isOfKeys(String scope) {
    return !scope.equals(UserRole.Scope.OWN);
  }

  /** The roles that have one of these scopes. */
  static List<String> roles(List<String> scopes) {
    return Arrays.stream(UserRole.values())
        .filter(role -> scopes.stream().anyMatch(role::may))
        .map(UserRole::name)
        .toList();
  }

  /**
   * The scope, for a description.
   *
   * @param scopes of which one is enough
   * @param roles of people, each of which is enough
   */
  static String described(List<String> scopes, List<String> roles) {
    return switch (scopes.getFirst()) {
      case Operator.SCOPE -> "Needs the operator's key.";
      case UserRole.Scope.OWN_ORGANIZATION ->
          "Needs any API key, or any user, of the organization.";
      default ->
          "Needs the scope `%s`, or one of the roles %s."
              .formatted(String.join("` or `", scopes), String.join(", ", roles));
    };
  }

  public static Fault lacking(List<String> scopes) {
    return Fault.of(
        403,
        "forbidden",
        switch (scopes.getFirst()) {
          case Operator.SCOPE -> "Only the operator's key (SPENDHUB_ADMIN_KEY) may do this.";
          case UserRole.Scope.OWN_ORGANIZATION ->
              "Only an API key of the organization may do this.";
          default ->
              "Only an API key with the scope " + String.join(" or ", scopes) + " may do this.";
        });
  }

  /** What a person is told whose role has no such scope. */
  public static Fault lacking(UserRole role, List<String> roles) {
    return Fault.of(
        403,
        "forbidden",
        roles.isEmpty()
            ? "People may not do this."
            : "Your role is %s; only %s may do this.".formatted(role, String.join(", ", roles)));
  }

  /** Where no valid key was shown at all. */
  public static Fault unauthenticated(List<String> scopes) {
    return scopes.contains(Operator.SCOPE)
        ? Fault.of(
            401, "unauthenticated", "This needs the operator's key, which SPENDHUB_ADMIN_KEY sets.")
        : Fault.unauthenticated();
  }
}
