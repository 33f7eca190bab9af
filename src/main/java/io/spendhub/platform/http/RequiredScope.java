package io.spendhub.platform.http;

import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.security.Operator;
import java.util.List;

/** How the scope of an operation is told: to readers of its description, and to who lacks it. */
public final class RequiredScope {
  /** What every API key may do. */
  private static final String OF_EVERY_KEY = "organization:read";

  private RequiredScope() {}

  /**
   * The scope, for a description.
   *
   * @param scopes of which one is enough
   */
  static String described(List<String> scopes) {
    return switch (scopes.getFirst()) {
      case Operator.SCOPE -> "Needs the operator's key.";
      case OF_EVERY_KEY -> "Needs any API key of the organization.";
      default -> "Needs the scope `" + String.join("` or `", scopes) + "`.";
    };
  }

  public static Fault lacking(List<String> scopes) {
    return Fault.of(
        403,
        "forbidden",
        switch (scopes.getFirst()) {
          case Operator.SCOPE -> "Only the operator's key (SPENDHUB_ADMIN_KEY) may do this.";
          case OF_EVERY_KEY -> "Only an API key of the organization may do this.";
          default ->
              "Only an API key with the scope " + String.join(" or ", scopes) + " may do this.";
        });
  }

  /** Where no valid key was shown at all. */
  public static Fault unauthenticated(List<String> scopes) {
    return scopes.contains(Operator.SCOPE)
        ? Fault.of(
            401, "unauthenticated", "This needs the operator's key, which SPENDHUB_ADMIN_KEY sets.")
        : Fault.unauthenticated();
  }
}
