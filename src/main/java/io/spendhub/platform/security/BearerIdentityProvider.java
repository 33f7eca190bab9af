package io.spendhub.platform.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns a secret into an identity: the operator's, or that of an API key. */
@ApplicationScoped
class BearerIdentityProvider implements IdentityProvider<BearerRequest> {
  private final Operator operator;
  private final KnownKeys keys;

  BearerIdentityProvider(Operator operator, KnownKeys keys) {
    this.operator = operator;
    this.keys = keys;
  }

  @Override
  public Class<BearerRequest> getRequestType() {
    return BearerRequest.class;
  }

  /** Runs on the event loop, and leaves it only for a key that is not remembered. */
  @Override
  public Uni<SecurityIdentity> authenticate(
      BearerRequest request, AuthenticationRequestContext context) {
    SecretHash hash = request.hash();
    if (operator.isKey(hash)) {
      return Uni.createFrom().item(Identities.ofOperator());
    }
    return Uni.createFrom()
        .item(() -> keys.recall(hash))
        .flatMap(
            recalled ->
                recalled
                    .map(identity -> Uni.createFrom().item(identity))
                    .orElseGet(() -> context.runBlocking(() -> keys.identify(hash))));
  }
}
