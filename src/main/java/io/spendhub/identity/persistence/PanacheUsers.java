package io.spendhub.identity.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.identity.UserId;
import io.spendhub.identity.domain.User;
import io.spendhub.identity.domain.Users;
import io.spendhub.platform.sql.Primary;
import io.spendhub.shared.Later;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class PanacheUsers implements Users, PanacheRepositoryBase<User, UserId> {
  private static final String ACTIVE_AMONG =
      """
      select id from identity.users
      where organization_id = ? and id = any (?) and status = 'ACTIVE'
      """;

  private static final String OWNERS =
      """
      select id from identity.users
      where organization_id = ? and role = 'OWNER' and status = 'ACTIVE'
      order by id for no key update
      """;

  private final Primary primary;

  PanacheUsers(Primary primary) {
    this.primary = primary;
  }

  @Override
  public void add(User user) {
    persist(user);
    update(user);
  }

  @Override
  public void update(User user) {
    Unique.write(this::flush, "users_email_taken", PanacheUsers::emailTaken);
  }

  @Override
  public Optional<User> get(UserId id) {
    return findByIdOptional(id);
  }

  @Override
  public Optional<User> lockToChange(UserId id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  @Override
  public Optional<User> lockToKeep(UserId id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_READ);
  }

  @Override
  public Set<UUID> lockOwners(UUID organizationId) {
    return Set.copyOf(primary.list(OWNERS, row -> row.uuid("id"), organizationId));
  }

  @Override
  public Later<Set<UUID>> active(UUID organizationId, Collection<UUID> ids) {
    return primary
        .listLater(ACTIVE_AMONG, row -> row.uuid("id"), organizationId, List.copyOf(ids))
        .map(Set::copyOf);
  }

  private static Refusal emailTaken() {
    return Refusal.conflict("email_taken", "Another user of the organization has this email.");
  }
}
