package io.spendhub.platform.security;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.spendhub.platform.security.people.PersonRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads {@code Authorization: Bearer <secret>} (RFC 6750); anything else is no credentials. It
 * tells keys from the access tokens of people, because Quarkus lets only one mechanism have the
 * header.
 */
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {
  private static final String SCHEME = "Bearer ";
  private static final int UNAUTHORIZED = 401;

  private final Operator operator;
  private final boolean takesTokens;

  /**
   * @param provider of sign-ins; without one everything is a key
   */
  BearerMechanism(
      Operator operator, @ConfigProperty(name = "SPENDHUB_OIDC_URL") Optional<String> provider) {
    this.operator = operator;
    this.takesTokens = provider.isPresent();
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    return secret(request)
        .map(secret -> identities.authenticate(shown(secret, request)))
        .orElseGet(() -> Uni.createFrom().nullItem());
  }

  private AuthenticationRequest shown(String secret, RoutingContext request) {
    BearerRequest key = new BearerRequest(secret);
    return !takesTokens || secret.startsWith(SecretHash.PREFIX) || operator.isKey(key.hash())
        ? key
        : new PersonRequest(
            secret, Optional.ofNullable(request.request().getHeader(PersonRequest.ORGANIZATION)));
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom()
        .item(new ChallengeData(UNAUTHORIZED, HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(BearerRequest.class, PersonRequest.class);
  }

  private static Optional<String> secret(RoutingContext request) {
    return Optional.ofNullable(request.request().getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).strip())
        .filter(secret -> !secret.isEmpty());
  }
}
