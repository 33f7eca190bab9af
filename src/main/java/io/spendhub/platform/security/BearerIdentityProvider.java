package io.spendhub.platform.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.spendhub.platform.connections.ConnectionShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;

/** Turns a secret into an identity: the operator's, or that of an API key. */
@ApplicationScoped
class BearerIdentityProvider implements IdentityProvider<BearerRequest> {
  private final Operator operator;
  private final KnownKeys keys;
  private final ConnectionShares shares;
  private final ExecutorService virtualThreads;

  BearerIdentityProvider(
      Operator operator,
      KnownKeys keys,
      ConnectionShares shares,
      @VirtualThreads ExecutorService virtualThreads) {
    this.operator = operator;
    this.keys = keys;
    this.shares = shares;
    this.virtualThreads = virtualThreads;
  }

  @Override
  public Class<BearerRequest> getRequestType() {
    return BearerRequest.class;
  }

  /**
   * Runs on the event loop, and leaves it only for a key that is not remembered. A flood of those
   * waits on virtual threads, and not on the few that probes of health run on.
   */
  @Override
  public Uni<SecurityIdentity> authenticate(
      BearerRequest request, AuthenticationRequestContext context) {
    SecretHash hash = request.hash();
    if (operator.isKey(hash)) {
      return Uni.createFrom().item(Identities.ofOperator());
    }
    // Waits for its share first: whoever asks for the same key, or one beside it, waits for it.
    return Identities.recalledOr(
        () -> keys.recall(hash),
        () -> shares.authenticating(keys.lastOrganizationOf(hash), () -> keys.identify(hash)),
        virtualThreads);
  }
}
