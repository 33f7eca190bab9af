package io.spendhub.identity.command;

import io.spendhub.identity.IdentityCommand.AddMember;
import io.spendhub.identity.IdentityCommand.ChangeMember;
import io.spendhub.identity.MemberId;
import io.spendhub.identity.MemberView;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.UserId;
import io.spendhub.identity.domain.Membership;
import io.spendhub.identity.domain.MembershipId;
import io.spendhub.identity.domain.Memberships;
import io.spendhub.identity.domain.Teams;
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
import java.util.UUID;

/** Says who is in which team, as what. */
@ApplicationScoped
@Transactional
public class MembershipService {
  private final Teams teams;
  private final Users users;
  private final Memberships memberships;
  private final AuditTrail trail;
  private final Event<PeopleChanged> changed;
  private final Clock clock;

  MembershipService(
      Teams teams,
      Users users,
      Memberships memberships,
      AuditTrail trail,
      Event<PeopleChanged> changed,
      Clock clock) {
    this.teams = teams;
    this.users = users;
    this.memberships = memberships;
    this.trail = trail;
    this.changed = changed;
    this.clock = clock;
  }

  /** Keeps team and user as they are meanwhile: deleting either ends every membership it has. */
  public Versioned<MemberView> add(AddMember command) {
    MemberId id = command.id();
    teams.lockToKeep(id.team()).orElseThrow(() -> Refusal.notFound("team")).requireNotDeleted();
    users.lockToKeep(id.user()).orElseThrow(() -> Refusal.notFound("user")).requireNotDeleted();
    MembershipId row = new MembershipId(id.organizationId(), Ids.next());
    Membership membership = new Membership(row, command, clock.instant());
    memberships.add(membership);
    record(
        "team.member_added", id.organizationId(), Optional.empty(), Optional.of(membership.view()));
    changed.fire(new PeopleChanged(id.organizationId()));
    return new Versioned<>(membership.view(), membership.version());
  }

  public Versioned<MemberView> change(ChangeMember command) {
    Membership membership =
        memberships.lockToChange(command.id()).orElseThrow(() -> Refusal.notFound("member"));
    command.expected().require(membership.version());
    MemberView before = membership.view();
    membership.change(command);
    memberships.update(membership);
    record(
        "team.member_updated",
        command.id().organizationId(),
        Optional.of(before),
        Optional.of(membership.view()));
    changed.fire(new PeopleChanged(command.id().organizationId()));
    return new Versioned<>(membership.view(), membership.version());
  }

  public void remove(MemberId id) {
    Membership membership =
        memberships.lockToChange(id).orElseThrow(() -> Refusal.notFound("member"));
    end(id.organizationId(), List.of(membership));
  }

  /** A user who is deleted is in no team any more. */
  void endAllOf(UserId user) {
    end(user.organizationId(), memberships.lockAllOf(user));
  }

  /** A team that is deleted has no members any more. */
  void endAllOf(TeamId team) {
    end(team.organizationId(), memberships.lockAllOf(team));
  }

  private void end(UUID organizationId, List<Membership> ending) {
    for (Membership membership : ending) {
      MemberView before = membership.view();
      memberships.end(membership);
      record("team.member_removed", organizationId, Optional.of(before), Optional.empty());
    }
    changed.fire(new PeopleChanged(organizationId));
  }

  /** Of the team that it is in, since memberships have no names of their own. */
  private void record(
      String action, UUID organizationId, Optional<MemberView> before, Optional<MemberView> after) {
    UUID teamId = before.or(() -> after).orElseThrow().teamId();
    trail.record(organizationId, action, teamId, before, after);
  }
}
