package io.spendhub.platform.security;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Callers as Quarkus knows them: an identity whose permissions are the caller's scopes. */
public final class Identities {
  private static final String ACTOR = Actor.class.getName();

  private Identities() {}

  static SecurityIdentity of(KnownKey key) {
    Caller caller = key.caller();
    Actor actor = Actor.apiKey(caller.id(), key.name());
    return withScopes(new CallerPrincipal(caller), actor, caller.scopes());
  }

  /** Somebody who signed in, as the user that they are. */
  public static SecurityIdentity ofPerson(Caller caller) {
    Actor actor = Actor.user(caller.id(), caller.person().orElseThrow().name());
    return withScopes(new CallerPrincipal(caller), actor, caller.scopes());
  }

  static SecurityIdentity ofOperator() {
    return withScopes(new OperatorPrincipal(), Actor.OPERATOR, Set.of(Operator.SCOPE));
  }

  /**
   * An identity that is remembered, without leaving the event loop; else one that is looked up, on
   * a virtual thread.
   */
  public static Uni<SecurityIdentity> recalledOr(
      Supplier<Optional<SecurityIdentity>> recalling,
      Supplier<SecurityIdentity> lookingUp,
      Executor virtualThreads) {
    return Uni.createFrom()
        .item(recalling)
        .flatMap(
            recalled ->
                recalled
                    .map(identity -> Uni.createFrom().item(identity))
                    .orElseGet(
                        () -> Uni.createFrom().item(lookingUp).runSubscriptionOn(virtualThreads)));
  }

  /** Who acts with an identity; the service itself with one that nobody showed anything for. */
  static Actor actor(SecurityIdentity identity) {
    return Optional.ofNullable(identity.<Actor>getAttribute(ACTOR)).orElse(Actor.SYSTEM);
  }

  private static SecurityIdentity withScopes(Principal principal, Actor actor, Set<String> scopes) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(principal)
        .addAttribute(ACTOR, actor)
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
