package io.spendhub.identity.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.domain.ApiKey;
import io.spendhub.identity.domain.ApiKeys;
import io.spendhub.platform.sql.Primary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PanacheApiKeys implements ApiKeys, PanacheRepositoryBase<ApiKey, ApiKeyId> {
  private static final String HAS_SECRET = "(secretHash = ?1 or oldSecretHash = ?1)";

  /** Locks in the order of the ids, since other processes note uses of the same keys. */
  private static final String USED =
      """
      with uses as (select * from unnest(?, ?) as u (id, at)),
      noted as (
        select k.id, u.at from identity.api_keys k join uses u on u.id = k.id
        where k.organization_id = ?
          and (k.last_used_at is null or k.last_used_at < u.at - interval '30 seconds')
        order by k.id for no key update of k)
      update identity.api_keys k set last_used_at = n.at
      from noted n where k.organization_id = ? and k.id = n.id
      """;

  private final Primary primary;

  PanacheApiKeys(Primary primary) {
    this.primary = primary;
  }

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
  public Optional<ApiKey> get(ApiKeyId id) {
    return findByIdOptional(id);
  }

  @Override
  public Optional<ApiKey> withSecretHash(Optional<UUID> organizationId, byte[] secretHash) {
    return organizationId
        .map(known -> find("id.organizationId = ?2 and " + HAS_SECRET, secretHash, known))
        .orElseGet(() -> find(HAS_SECRET, secretHash))
        .firstResultOptional();
  }

  @Override
  public void used(UUID organizationId, Map<UUID, Instant> lastUses) {
    List<UUID> ids = List.copyOf(lastUses.keySet());
    List<Instant> times = ids.stream().map(lastUses::get).toList();
    primary.change(USED, ids, times, organizationId, organizationId);
  }
}
