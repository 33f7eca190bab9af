package io.spendhub.identity.command;

import io.quarkus.arc.All;
import io.spendhub.identity.IdentityCommand.ChangeUser;
import io.spendhub.identity.IdentityCommand.CreateUser;
import io.spendhub.identity.OwnedResources;
import io.spendhub.identity.OwnerType;
import io.spendhub.identity.UserId;
import io.spendhub.identity.UserView;
import io.spendhub.identity.domain.Memberships;
import io.spendhub.identity.domain.User;
import io.spendhub.identity.domain.Users;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Adds, changes and deletes users. */
@ApplicationScoped
@Transactional
public class UserService {
  private final Users users;
  private final Memberships memberships;
  private final List<OwnedResources> owned;
  private final Clock clock;

  UserService(Users users, Memberships memberships, @All List<OwnedResources> owned, Clock clock) {
    this.users = users;
    this.memberships = memberships;
    this.owned = owned;
    this.clock = clock;
  }

  public Versioned<UserView> create(CreateUser command) {
    UserId id = new UserId(command.organizationId(), Ids.next());
    User user = new User(id, command.email(), command.name(), clock.instant());
    users.add(user);
    return new Versioned<>(user.view(), user.version());
  }

  public Versioned<UserView> change(ChangeUser command) {
    User user = locked(command.id());
    command.expected().require(user.version());
    user.change(command);
    users.update(user);
    return new Versioned<>(user.view(), user.version());
  }

  /** Closes what the user has and ends its memberships; deleting again changes nothing. */
  public void delete(UserId id) {
    User user = locked(id);
    if (user.isDeleted()) {
      return;
    }
    owned.forEach(resources -> resources.close(id.organizationId(), OwnerType.USER, id.id()));
    memberships.endAllOf(id);
    user.delete(clock.instant());
  }

  private User locked(UserId id) {
    return users.lockToChange(id).orElseThrow(() -> Refusal.notFound("user"));
  }
}
