package io.spendhub.identity.command;

import io.spendhub.identity.UserId;
import io.spendhub.identity.UserStatus;
import io.spendhub.identity.UserView;
import io.spendhub.identity.domain.User;
import io.spendhub.identity.domain.Users;
import io.spendhub.shared.Later;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Users without a database, and therefore without locks and unique names. */
final class InMemoryUsers implements Users {
  private final Map<UUID, User> users = new HashMap<>();

  @Override
  public void add(User user) {
    users.put(user.view().id(), user);
  }

  @Override
  public void update(User user) {
    users.put(user.view().id(), user);
  }

  @Override
  public Optional<User> get(UserId id) {
    return Optional.ofNullable(users.get(id.id()));
  }

  @Override
  public Optional<User> lockToChange(UserId id) {
    return get(id);
  }

  @Override
  public Optional<User> lockToKeep(UserId id) {
    return get(id);
  }

  @Override
  public Set<UUID> lockOwners(UUID organizationId) {
    return users.values().stream()
        .filter(User::ownsTheOrganization)
        .map(user -> user.view().id())
        .collect(Collectors.toSet());
  }

  @Override
  public Later<Set<UUID>> active(UUID organizationId, Collection<UUID> ids) {
    return Later.of(
        users.values().stream()
            .map(User::view)
            .filter(user -> ids.contains(user.id()) && user.status() == UserStatus.ACTIVE)
            .map(UserView::id)
            .collect(Collectors.toSet()));
  }
}
