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
  private final ApiKeyUses uses;

  KeptApiKeys(ApiKeys keys, ApiKeyUses uses) {
    this.keys = keys;
    this.uses = uses;
  }

  @Override
  @Transactional
  public Optional<KnownKey> find(SecretHash hash) {
    Optional<KnownKey> found =
        keys.withSecretHash(hash.organization(), hash.bytes())
            .filter(key -> !key.isRevoked())
            .map(key -> known(key, hash));
    found.ifPresent(uses::note);
    return found;
  }

  void changed(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) SecretChanged event, KnownKeys known) {
    known.forget(event.hash());
  }

  private static KnownKey known(ApiKey key, SecretHash hash) {
    ApiKeyId id = key.id();
    Set<String> scopes = new HashSet<>(key.view().scopes());
    // Whatever else it may do, it may read the organization that it belongs to.
    scopes.add(UserRole.Scope.OWN_ORGANIZATION);
    Caller caller =
        new Caller(
            id.organizationId(), id.id(), Set.copyOf(scopes), key.endOfOldSecret(hash.bytes()));
    return new KnownKey(caller, key.view().name(), key.endOf(hash.bytes()));
  }
}
