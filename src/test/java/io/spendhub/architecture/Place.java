package io.spendhub.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a class stands below the root package: in which part of the program, in which of its
 * matters, where a context holds several, and in which role there. The tables of this class are the
 * tables of the architecture.
 */
record Place(String part, String matter, String role) {
  static final String ROOT = "";
  private static final Set<String> FOUNDATIONS = Set.of("shared", "platform");

  /** Parts that are no context: what starts the program, and a client of it over HTTP. */
  private static final Set<String> PROGRAMS = Set.of(ROOT, "replay");

  /** Each context with the contexts whose root packages it may use. */
  private static final Map<String, Set<String>> CONTEXTS =
      Map.of(
          "identity", Set.of(),
          "ledger", Set.of("identity"),
          "limits", Set.of(),
          "wallets", Set.of("identity", "ledger", "limits"),
          "cards", Set.of("identity", "ledger", "limits", "wallets"),
          "vouchers", Set.of("identity", "ledger", "wallets"),
          "authorizations", Set.of("identity", "ledger", "limits", "wallets", "cards", "vouchers"),
          "webhooks", Set.of("ledger"));

  /**
   * The matters of the contexts that hold several, lowest first: a role stands in one of them, and
   * each may use those before it.
   */
  private static final Map<String, List<String>> MATTERS =
      Map.of("vouchers", List.of("codes", "campaigns", "people", "redemptions", "bulk"));

  /** Each role with the roles of its own context that it may use; the root is open to all. */
  private static final Map<String, Set<String>> ROLES =
      Map.of(
          ROOT,
          Set.of(),
          "web",
          Set.of("command", "query"),
          "rpc",
          Set.of("web", "command", "query"),
          "command",
          Set.of("domain"),
          "query",
          Set.of(),
          "domain",
          Set.of(),
          "persistence",
          Set.of("domain"));

  private static final Set<String> ROLES_WITHOUT_PLATFORM = Set.of("domain");

  static Place of(String rootPackage, String packageName) {
    List<String> path =
        List.of((packageName + "...").substring(rootPackage.length() + 1).split("\\.", -1));
    String part = path.get(0);
    return MATTERS.getOrDefault(part, List.of()).contains(path.get(1))
        ? new Place(part, path.get(1), path.get(2))
        : new Place(part, ROOT, path.get(1));
  }

  boolean isContext() {
    return CONTEXTS.containsKey(part);
  }

  boolean isKnown() {
    return isContext()
        ? ROLES.containsKey(role) && (!MATTERS.containsKey(part) || !stray())
        : FOUNDATIONS.contains(part) || PROGRAMS.contains(part);
  }

  /** Whether it is a role beside the matters of its context. */
  private boolean stray() {
    return matter.equals(ROOT) && !role.equals(ROOT);
  }

  boolean isIn(String wantedPart) {
    return part.equals(wantedPart);
  }

  boolean reachesInside(Place other) {
    return other.isContext()
        && !isIn(other.part)
        && !(other.role.equals(ROOT) && other.matter.equals(ROOT));
  }

  /** Whether the graph of the contexts lets this part use that one. */
  boolean mayUsePart(Place other) {
    if (!isContext() || isIn(other.part) || FOUNDATIONS.contains(other.part)) {
      return true;
    }
    return CONTEXTS.getOrDefault(part, Set.of()).contains(other.part);
  }

  /** Whether the order of the matters lets this one use that one; the context's root is open. */
  boolean mayUseMatter(Place other) {
    List<String> order = MATTERS.getOrDefault(part, List.of());
    return !isIn(other.part)
        || matter.equals(ROOT)
        || order.indexOf(other.matter) <= order.indexOf(matter);
  }

  /** Whether the table of the roles lets this role use that one of the same context. */
  boolean mayUseRole(Place other) {
    if (!isContext()) {
      return true;
    }
    if (other.isIn("platform")) {
      return !ROLES_WITHOUT_PLATFORM.contains(role);
    }
    return !isIn(other.part)
        || role.equals(other.role)
        || other.role.equals(ROOT)
        || ROLES.getOrDefault(role, Set.of()).contains(other.role);
  }
}
