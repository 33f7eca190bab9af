package io.spendhub.platform.security.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.spendhub.platform.connections.ConnectionShares;
import io.spendhub.platform.security.Caller;
import io.spendhub.platform.security.Identities;
import io.spendhub.platform.security.SecretHash;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Remembers the people who call for a few seconds, as keys are: a token is checked and its person
 * looked up once in that time. What is changed here of an organization's people is known at once;
 * another process of the service knows it when its memory ends.
 */
@ApplicationScoped
public class KnownPeople {
  private static final Duration REMEMBERED_FOR = Duration.ofSeconds(5);
  private static final int REMEMBERED_AT_MOST = 10_000;

  private record Known(Caller caller, SecurityIdentity identity, Instant expiresAt) {}

  private final Optional<AccessTokens> tokens;
  private final PersonLookup lookup;
  private final ConnectionShares shares;
  private final Clock clock;
  private final AtomicLong changes = new AtomicLong();
  private final Cache<SecretHash, Known> known =
      Caffeine.newBuilder()
          .expireAfterWrite(REMEMBERED_FOR)
          .maximumSize(REMEMBERED_AT_MOST)
          .build();
  private final Cache<SecretHash, UUID> seen =
      Caffeine.newBuilder().maximumSize(REMEMBERED_AT_MOST).build();

  /**
   * @param issuer the URL of the provider; without it no token is taken
   * @param audience what tokens have to be for (the command line refuses to start without)
   */
  KnownPeople(
      PersonLookup lookup,
      ConnectionShares shares,
      Clock clock,
      @ConfigProperty(name = "SPENDHUB_OIDC_URL") Optional<String> issuer,
      @ConfigProperty(name = "SPENDHUB_OIDC_AUDIENCE") Optional<String> audience) {
    this.lookup = lookup;
    this.shares = shares;
    this.clock = clock;
    this.tokens =
        issuer.map(
            url -> new AccessTokens(new ProviderKeys(url, clock), audience.orElseThrow(), clock));
  }

  /** The identity of a remembered person, without a query; empty for one that is not remembered. */
  Optional<SecurityIdentity> recall(SecretHash hash) {
    return Optional.ofNullable(known.getIfPresent(hash))
        .filter(found -> clock.instant().isBefore(found.expiresAt()))
        .map(Known::identity);
  }

  /**
   * The identity of a person with a genuine token. Who sent it waits for a connection among those
   * whose keys are looked up, in the share of the organization that they called in before.
   *
   * @throws Refusal as {@link AccessTokens#verify} and {@link PersonLookup#find} have it
   */
  SecurityIdentity identify(PersonRequest request, SecretHash hash) {
    AccessToken token =
        tokens.orElseThrow(AuthenticationFailedException::new).verify(request.token());
    PersonLookup.SignIn signIn = signIn(token, request);
    Optional<UUID> before = Optional.ofNullable(seen.getIfPresent(hash));
    return shares.authenticating(before, () -> look(hash, signIn, token.expiresAt())).identity();
  }

  /** What changes while it is looked up is looked up again by the next call. */
  private Known look(SecretHash hash, PersonLookup.SignIn signIn, Instant expiresAt) {
    long sofar = changes.get();
    Known found =
        known.get(
            hash,
            unknown -> {
              Caller caller = lookup.find(signIn);
              return new Known(caller, Identities.ofPerson(caller), expiresAt);
            });
    seen.put(hash, found.caller().organizationId());
    if (changes.get() != sofar) {
      known.invalidate(hash);
    }
    return found;
  }

  private static PersonLookup.SignIn signIn(AccessToken token, PersonRequest request) {
    String email =
        token
            .email()
            .orElseThrow(
                () ->
                    Refusal.of(
                        Refusal.Kind.FORBIDDEN,
                        "no_such_member",
                        "The access token has no email that its provider has verified."));
    return new PersonLookup.SignIn(
        token.issuer(), token.subject(), email, request.organization().map(KnownPeople::id));
  }

  private static UUID id(String organization) {
    try {
      return UUID.fromString(organization.strip());
    } catch (IllegalArgumentException malformed) {
      throw Refusal.invalidField(
          PersonRequest.ORGANIZATION, "wrong_format", "It has to be the id of an organization.");
    }
  }

  /**
   * What people of an organization may do has changed. Called after the commit: whoever is looked
   * up meanwhile sees that something changed, and whoever was before is forgotten.
   */
  public void forget(UUID organizationId) {
    changes.incrementAndGet();
    known
        .asMap()
        .values()
        .removeIf(found -> found.caller().organizationId().equals(organizationId));
  }
}
