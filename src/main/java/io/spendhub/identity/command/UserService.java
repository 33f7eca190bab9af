package io.spendhub.identity.command;

import io.quarkus.arc.All;
import io.spendhub.identity.IdentityCommand.ChangeUser;
import io.spendhub.identity.IdentityCommand.CreateUser;
import io.spendhub.identity.IdentityCommand.DeleteUser;
import io.spendhub.identity.OwnedResources;
import io.spendhub.identity.OwnerType;
import io.spendhub.identity.UserId;
import io.spendhub.identity.UserView;
import io.spendhub.identity.domain.Subjects;
import io.spendhub.identity.domain.User;
import io.spendhub.identity.domain.Users;
import io.spendhub.platform.audit.AuditTrail;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Adds, changes and deletes users. */
@ApplicationScoped
@Transactional
public class UserService {
  private final Users users;
  private final MembershipService memberships;
  private final Subjects subjects;
  private final List<OwnedResources> owned;
  private final AuditTrail trail;
  private final Event<PeopleChanged> changed;
  private final Clock clock;

  UserService(
      Users users,
      MembershipService memberships,
      Subjects subjects,
      @All List<OwnedResources> owned,
      AuditTrail trail,
      Event<PeopleChanged> changed,
      Clock clock) {
    this.users = users;
    this.memberships = memberships;
    this.subjects = subjects;
    this.owned = owned;
    this.trail = trail;
    this.changed = changed;
    this.clock = clock;
  }

  /** 403 {@code role_not_allowed} for a role that may do more than whoever adds the user. */
  public Versioned<UserView> create(CreateUser command) {
    UserId id = new UserId(command.organizationId(), Ids.next());
    User user = new User(id, command, clock.instant());
    users.add(user);
    record("user.created", id, Optional.empty(), user);
    return new Versioned<>(user.view(), user.version());
  }

  /**
   * Changes a user. Whoever has the new address signs in anew.
   *
   * @throws Refusal 403 {@code role_not_allowed}; 409 {@code last_owner}, who stays one
   */
  public Versioned<UserView> change(ChangeUser command) {
    UserId id = command.id();
    Set<UUID> owners = command.mayEndOwnership() ? users.lockOwners(id.organizationId()) : Set.of();
    User user = locked(id);
    command.expected().require(user.version());
    UserView before = user.view();
    boolean sameAddress = command.email().map(user::hasAddress).orElse(true);
    user.change(command);
    if (!user.ownsTheOrganization()) {
      requireAnother(owners, id);
    }
    if (!sameAddress) {
      subjects.forget(id);
    }
    users.update(user);
    record("user.updated", command.id(), Optional.of(before), user);
    changed.fire(new PeopleChanged(id.organizationId()));
    return new Versioned<>(user.view(), user.version());
  }

  /**
   * Closes what the user has and ends its memberships; deleting again changes nothing.
   *
   * @throws Refusal 403 {@code role_not_allowed}; 409 {@code last_owner}, who stays one
   */
  public void delete(DeleteUser command) {
    UserId id = command.id();
    Set<UUID> owners = users.lockOwners(id.organizationId());
    User user = locked(id);
    if (user.isDeleted()) {
      return;
    }
    user.requireChangeableBy(command.held());
    requireAnother(owners, id);
    owned.forEach(resources -> resources.close(id.organizationId(), OwnerType.USER, id.id()));
    memberships.endAllOf(id);
    UserView before = user.view();
    subjects.forget(id);
    user.delete(clock.instant());
    record("user.deleted", id, Optional.of(before), user);
    changed.fire(new PeopleChanged(id.organizationId()));
  }

  private void record(String action, UserId id, Optional<UserView> before, User user) {
    trail.record(id.organizationId(), action, id.id(), before, Optional.of(user.view()));
  }

  /** The last owner stays: nobody else could make another. */
  private static void requireAnother(Set<UUID> owners, UserId id) {
    if (owners.equals(Set.of(id.id()))) {
      throw Refusal.conflict("last_owner", "The user is the organization's only owner.");
    }
  }

  private User locked(UserId id) {
    return users.lockToChange(id).orElseThrow(() -> Refusal.notFound("user"));
  }
}
