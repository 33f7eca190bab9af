package io.spendhub.shared;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What a person is in their organization, and by it what they may do: the one table of it. An
 * operation asks for a scope, of a person as of a key, and a role has scopes as a key has.
 */
public enum UserRole {
  /** Everything. */
  OWNER(Scope::isAny),
  /** Everything but the organization's settings and its owners. */
  ADMIN(scope -> Scope.isAny(scope) && !scope.equals(Scope.OWNERS)),
  /** Money: wallets, cards, limits, purchases and vouchers. */
  FINANCE(
      Set.of(
              Scope.OWN_ORGANIZATION,
              "users:read",
              "teams:read",
              "wallets:read",
              "wallets:write",
              "cards:read",
              "cards:write",
              "authorizations:read",
              "authorizations:write",
              "vouchers:read",
              "vouchers:write",
              "vouchers:redeem",
              "ledger:read",
              "events:read")
          ::contains),
  /** Reads everything and changes nothing. */
  AUDITOR(scope -> scope.endsWith(":read")),
  /** Their own cards and wallets, and those of teams that they are an ADMIN of. */
  MEMBER(Set.of(Scope.OWN_ORGANIZATION, Scope.OWN)::contains);

  /** Scopes that mean something to roles, beside those that only operations know. */
  public static final class Scope {
    /** To see and freeze what is one's own, which no key can have. */
    public static final String OWN = "own";

    /** To change the settings of the organization, and who owns it. */
    public static final String OWNERS = "organization:write";

    /** To read one's own organization, which every caller may. */
    public static final String OWN_ORGANIZATION = "organization:read";

    private Scope() {}

    /** That of the operator is none of an organization, and has no resource in its name. */
    private static boolean isAny(String scope) {
      return scope.contains(":");
    }
  }

  private final Predicate<String> scopes;

  UserRole(Predicate<String> scopes) {
    this.scopes = scopes;
  }

  /** Whether the role has a scope, such as {@code wallets:read}. */
  public boolean may(String scope) {
    return scopes.test(scope);
  }
}
