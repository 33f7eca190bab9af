package io.spendhub.identity.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.domain.ApiKey;
import io.spendhub.identity.domain.ApiKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

@ApplicationScoped
class PanacheApiKeys implements ApiKeys, PanacheRepositoryBase<ApiKey, ApiKeyId> {
  @Override
  public void add(ApiKey key) {
    persist(key);
  }

  @Override
  public void update(ApiKey key) {
    flush();
  }

  @Override
  public Optional<ApiKey> lockToChange(ApiKeyId id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  @Override
  public Optional<ApiKey> withSecretHash(byte[] secretHash) {
    return find("secretHash", secretHash).firstResultOptional();
  }
}
