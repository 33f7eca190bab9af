package io.spendhub.identity.command;

import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.domain.ApiKey;
import io.spendhub.identity.domain.ApiKeys;
import io.spendhub.platform.security.ApiKeyLookup;
import io.spendhub.platform.security.Caller;
import io.spendhub.platform.security.KnownKey;
import io.spendhub.platform.security.KnownKeys;
import io.spendhub.platform.security.SecretHash;
import io.spendhub.shared.UserRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Tells the platform's security which keys work. */
@ApplicationScoped
class KeptApiKeys implements ApiKeyLookup {
  private final ApiKeys keys;

  KeptApiKeys(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  @Transactional
  public Optional<KnownKey> find(SecretHash hash) {
    return keys.withSecretHash(hash.bytes())
        .filter(key -> !key.isRevoked())
        .map(KeptApiKeys::known);
  }

  void revoked(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) ApiKeyRevoked event, KnownKeys known) {
    known.forget(event.hash());
  }

  private static KnownKey known(ApiKey key) {
    ApiKeyId id = key.id();
    Set<String> scopes = new HashSet<>(key.view().scopes());
    // Whatever else it may do, it may read the organization that it belongs to.
    scopes.add(UserRole.Scope.OWN_ORGANIZATION);
    Caller caller = new Caller(id.organizationId(), id.id(), Set.copyOf(scopes));
    return new KnownKey(caller, key.view().name(), key.view().expiresAt());
  }
}
