package io.spendhub.identity.domain;

import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.shared.UserRole;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What an API key may do: at least one of the scopes that the contract lists. */
public final class Scopes {
  private static final List<String> RESOURCES =
      List.of(
          "users",
          "teams",
          "wallets",
          "cards",
          "authorizations",
          "vouchers",
          "ledger",
          "events",
          "api-keys",
          "webhooks");
  private static final String IMPORT = "authorizations:import";

  /** The trail is read, and written by the service alone. */
  private static final String AUDIT = "audit:read";

  /** What a till does with vouchers, which is less than reading and writing them. */
  private static final String REDEEM = "vouchers:redeem";

  private static final Set<String> WHAT_REDEEM_IS_OF = Set.of("vouchers:read", "vouchers:write");
  private static final Set<String> KNOWN =
      Set.copyOf(
          Stream.concat(
                  RESOURCES.stream().flatMap(r -> Stream.of(r + ":read", r + ":write")),
                  Stream.of(IMPORT, REDEEM, AUDIT, UserRole.Scope.OWNERS))
              .toList());

  /** What a MEMBER sees of what is their own. */
  private static final Set<String> OF_OWN =
      Set.of("wallets:read", "cards:read", "authorizations:read");

  private final TreeSet<String> names;

  private Scopes(Collection<String> names) {
    this.names = new TreeSet<>(names);
  }

  /** Every scope there is. */
  public static Scopes all() {
    return new Scopes(KNOWN);
  }

  /** Those of all scopes that a role has. */
  public static Scopes of(UserRole role) {
    return new Scopes(KNOWN.stream().filter(role::may).toList());
  }

  /** The scopes of those names; naming one twice is naming it once. */
  public static Scopes of(List<String> names) {
    if (names.isEmpty()) {
      throw Refusal.invalidField("/scopes", "required", "A key needs at least one scope.");
    }
    List<FieldError> unknown =
        IntStream.range(0, names.size())
            .filter(i -> !KNOWN.contains(names.get(i)))
            .mapToObj(i -> new FieldError("/scopes/" + i, "unknown_scope", "No such scope."))
            .toList();
    if (!unknown.isEmpty()) {
      throw Refusal.invalidFields(unknown);
    }
    return new Scopes(names);
  }

  /** 403 {@code scope_not_held}: nobody grants a scope that they lack. */
  public Scopes grantedFrom(Set<String> held) {
    names.stream()
        .filter(name -> !isIn(held, name))
        .findFirst()
        .ifPresent(
            lacking -> {
              throw Refusal.of(
                  Refusal.Kind.FORBIDDEN,
                  "scope_not_held",
                  "A key cannot grant " + lacking + ", which it lacks itself.");
            });
    return this;
  }

  /**
   * 403 {@code role_not_allowed} to whoever may not see what a MEMBER sees: who decides who a
   * MEMBER is, or what is theirs, could see it as that MEMBER.
   */
  static void requireSightOfOwn(Set<String> held) {
    if (!held.containsAll(OF_OWN)) {
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN,
          "role_not_allowed",
          "Only who may read wallets, cards and authorizations changes the email of a MEMBER, or"
              + " makes an ADMIN of a team.");
    }
  }

  /** Whether somebody who holds those may do all that these allow. */
  boolean areIn(Set<String> held) {
    return names.stream().allMatch(name -> isIn(held, name));
  }

  private static boolean isIn(Set<String> held, String name) {
    return held.contains(name) || (name.equals(REDEEM) && held.containsAll(WHAT_REDEEM_IS_OF));
  }

  /** In order of the alphabet. */
  public List<String> names() {
    return List.copyOf(names);
  }
}
