package io.spendhub.identity.command;

import io.quarkus.arc.All;
import io.spendhub.identity.IdentityCommand.ChangeUser;
import io.spendhub.identity.IdentityCommand.CreateUser;
import io.spendhub.identity.OwnedResources;
import io.spendhub.identity.OwnerType;
import io.spendhub.identity.UserId;
import io.spendhub.identity.UserView;
import io.spendhub.identity.domain.User;
import io.spendhub.identity.domain.Users;
import io.spendhub.platform.audit.AuditTrail;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Adds, changes and deletes users. */
@ApplicationScoped
@Transactional
public class UserService {
  private final Users users;
  private final MembershipService memberships;
  private final List<OwnedResources> owned;
  private final AuditTrail trail;
  private final Clock clock;

  UserService(
      Users users,
      MembershipService memberships,
      @All List<OwnedResources> owned,
      AuditTrail trail,
      Clock clock) {
    this.users = users;
    this.memberships = memberships;
    this.owned = owned;
    this.trail = trail;
    this.clock = clock;
  }

  public Versioned<UserView> create(CreateUser command) {
    UserId id = new UserId(command.organizationId(), Ids.next());
    User user = new User(id, command.email(), command.name(), clock.instant());
    users.add(user);
    record("user.created", id, Optional.empty(), user);
    return new Versioned<>(user.view(), user.version());
  }

  public Versioned<UserView> change(ChangeUser command) {
    User user = locked(command.id());
    command.expected().require(user.version());
    UserView before = user.view();
    user.change(command);
    users.update(user);
    record("user.updated", command.id(), Optional.of(before), user);
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
    UserView before = user.view();
    user.delete(clock.instant());
    record("user.deleted", id, Optional.of(before), user);
  }

  private void record(String action, UserId id, Optional<UserView> before, User user) {
    trail.record(id.organizationId(), action, id.id(), before, Optional.of(user.view()));
  }

  private User locked(UserId id) {
    return users.lockToChange(id).orElseThrow(() -> Refusal.notFound("user"));
  }
}
