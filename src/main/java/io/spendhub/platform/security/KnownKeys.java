package io.spendhub.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the keys in use for a few seconds, so that authentication costs no query per request. A
 * key that is revoked here is forgotten at once; another process of the service forgets it when its
 * memory of it ends. Unknown keys are not remembered: guesses could fill the memory.
 */
@ApplicationScoped
public class KnownKeys {
  private static final Duration REMEMBERED_FOR = Duration.ofSeconds(5);
  private static final int REMEMBERED_AT_MOST = 10_000;

  private record Known(KnownKey key, SecurityIdentity identity) {
    Known(KnownKey key) {
      this(key, Identities.of(key));
    }
  }

  private final ApiKeyLookup lookup;
  private final Clock clock;
  private final Cache<SecretHash, Known> known =
      Caffeine.newBuilder()
          .expireAfterWrite(REMEMBERED_FOR)
          .maximumSize(REMEMBERED_AT_MOST)
          .build();

  private final Cache<SecretHash, UUID> seen =
      Caffeine.newBuilder().maximumSize(REMEMBERED_AT_MOST).build();

  KnownKeys(ApiKeyLookup lookup, Clock clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  /** The identity of a remembered key, without a query; empty for one that is not remembered. */
  Optional<SecurityIdentity> recall(SecretHash hash) {
    return Optional.ofNullable(known.getIfPresent(hash)).map(this::working);
  }

  /** Whose key it was when it was found last, which says nothing of whether it works now. */
  Optional<UUID> lastOrganizationOf(SecretHash hash) {
    return Optional.ofNullable(seen.getIfPresent(hash));
  }

  /** The identity of a key that works now; asks the database for one that is not remembered. */
  SecurityIdentity identify(SecretHash hash) {
    return Optional.ofNullable(known.get(hash, this::load))
        .map(this::working)
        .orElseThrow(AuthenticationFailedException::new);
  }

  /**
   * Makes a revoked key unknown. Called after the commit: a look-up that is under way holds the
   * entry until it is done and is then forgotten with it, and a later one finds the key revoked.
   */
  public void forget(SecretHash hash) {
    known.invalidate(hash);
  }

  /** An expired key is refused in the same form as one that never existed. */
  private SecurityIdentity working(Known found) {
    if (!found.key().worksAt(clock.instant())) {
      throw new AuthenticationFailedException();
    }
    return found.identity();
  }

  private @Nullable Known load(SecretHash hash) {
    Optional<KnownKey> found = lookup.find(hash);
    found.ifPresentOrElse(
        key -> seen.put(hash, key.caller().organizationId()), () -> seen.invalidate(hash));
    return found.map(Known::new).orElse(null);
  }
}
