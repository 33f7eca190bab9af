package io.spendhub.platform.security;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;

/** Callers as Quarkus knows them: an identity whose permissions are the caller's scopes. */
final class Identities {
  private Identities() {}

  static SecurityIdentity of(Caller caller) {
    return withScopes(new KeyPrincipal(caller), caller.scopes());
  }

  static SecurityIdentity ofOperator() {
    return withScopes(new OperatorPrincipal(), Set.of(Operator.SCOPE));
  }

  private static SecurityIdentity withScopes(Principal principal, Set<String> scopes) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(principal)
        .addPermissionChecker(wanted -> Uni.createFrom().item(covers(scopes, wanted)))
        .build();
  }

  /** Quarkus splits {@code "wallets:read"} into a name and actions, any one of which suffices. */
  private static boolean covers(Set<String> scopes, Permission wanted) {
    if (!(wanted instanceof StringPermission)) {
      return false;
    }
    String actions = wanted.getActions();
    if (actions == null || actions.isEmpty()) {
      return scopes.contains(wanted.getName());
    }
    return Arrays.stream(actions.split(",", -1))
        .anyMatch(action -> scopes.contains(wanted.getName() + ":" + action));
  }
}
