package io.spendhub.shared;

import java.util.Set;

/**
 * What a person is in their organization, and by it what they may do: the one table of it. An
 * operation asks for a scope, of a person as of a key, and a role has scopes as a key has.
 */
public enum UserRole {
  /** Everything. */
  OWNER,
  /** Everything but the organization's settings and its owners. */
  ADMIN,
  /** Money: wallets, cards, limits, purchases and vouchers. */
  FINANCE,
  /** Reads everything and changes nothing. */
  AUDITOR,
  /** Their own cards and wallets, and those of teams that they are an ADMIN of. */
  MEMBER;

  private static final Set<String> OF_FINANCE =
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
          "events:read");

  private static final Set<String> OF_MEMBER = Set.of(Scope.OWN_ORGANIZATION, Scope.OWN);

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
    private static boolean isOfAnOrganization(String scope) {
      return scope.contains(":");
    }
  }

  /** Whether the role has a scope, such as {@code wallets:read}. */
  public boolean may(String scope) {
    return switch (this) {
      case OWNER -> Scope.isOfAnOrganization(scope);
      case ADMIN -> Scope.isOfAnOrganization(scope) && !scope.equals(Scope.OWNERS);
      case FINANCE -> OF_FINANCE.contains(scope);
      case AUDITOR -> scope.endsWith(":read");
      case MEMBER -> OF_MEMBER.contains(scope);
    };
  }
}
