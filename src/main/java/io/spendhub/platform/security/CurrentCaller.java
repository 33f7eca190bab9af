package io.spendhub.platform.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Who makes the current request. For resources: what lies below is told the organization. */
@ApplicationScoped
public class CurrentCaller {
  private final SecurityIdentity identity;

  CurrentCaller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * The caller of this request.
   *
   * @throws Refusal 403 for the operator, who belongs to no organization
   */
  public Caller get() {
    return ifAny()
        .orElseThrow(
            () ->
                Refusal.of(
                    Refusal.Kind.FORBIDDEN,
                    "forbidden",
                    "Only an API key, or a user, of an organization may do this."));
  }

  /** Empty for the operator, and for whoever is not known. */
  public Optional<Caller> ifAny() {
    return identity.getPrincipal() instanceof CallerPrincipal(Caller caller)
        ? Optional.of(caller)
        : Optional.empty();
  }

  /** Empty for the operator, and for whoever is not known. */
  public Optional<UUID> organizationIfAny() {
    return ifAny().map(Caller::organizationId);
  }

  /**
   * For what needs another scope besides that of the operation.
   *
   * @throws Refusal 403 {@code scope_not_held}
   */
  public void require(String scope) {
    if (!get().has(scope)) {
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN, "scope_not_held", "This needs the scope " + scope + ", too.");
    }
  }

  /** Who makes the request, the operator included. */
  public Actor actor() {
    return Identities.actor(identity);
  }

  /** The tenant that everything in this request is bound to. */
  public UUID organizationId() {
    return get().organizationId();
  }
}
