package io.spendhub.platform.security.people;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.spendhub.platform.security.Identities;
import io.spendhub.platform.security.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;

/** Turns an access token into the identity of a person. */
@ApplicationScoped
class PersonIdentityProvider implements IdentityProvider<PersonRequest> {
  private final KnownPeople people;
  private final ExecutorService virtualThreads;

  PersonIdentityProvider(KnownPeople people, @VirtualThreads ExecutorService virtualThreads) {
    this.people = people;
    this.virtualThreads = virtualThreads;
  }

  @Override
  public Class<PersonRequest> getRequestType() {
    return PersonRequest.class;
  }

  /** Runs on the event loop, and leaves it only for who is not remembered. */
  @Override
  public Uni<SecurityIdentity> authenticate(
      PersonRequest request, AuthenticationRequestContext context) {
    SecretHash hash = request.hash();
    return Identities.recalledOr(
        () -> people.recall(hash), () -> people.identify(request, hash), virtualThreads);
  }
}
