package io.spendhub.identity.command;

import io.spendhub.identity.IdentityCommand.AddMember;
import io.spendhub.identity.IdentityCommand.ChangeMember;
import io.spendhub.identity.MemberId;
import io.spendhub.identity.MemberView;
import io.spendhub.identity.domain.Membership;
import io.spendhub.identity.domain.MembershipId;
import io.spendhub.identity.domain.Memberships;
import io.spendhub.identity.domain.Teams;
import io.spendhub.identity.domain.Users;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Says who is in which team, as what. */
@ApplicationScoped
@Transactional
public class MembershipService {
  private final Teams teams;
  private final Users users;
  private final Memberships memberships;
  private final Clock clock;

  MembershipService(Teams teams, Users users, Memberships memberships, Clock clock) {
    this.teams = teams;
    this.users = users;
    this.memberships = memberships;
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
    return new Versioned<>(membership.view(), membership.version());
  }

  public Versioned<MemberView> change(ChangeMember command) {
    Membership membership =
        memberships.lockToChange(command.id()).orElseThrow(() -> Refusal.notFound("member"));
    command.expected().require(membership.version());
    membership.change(command);
    memberships.update(membership);
    return new Versioned<>(membership.view(), membership.version());
  }

  public void remove(MemberId id) {
    if (!memberships.end(id)) {
      throw Refusal.notFound("member");
    }
  }
}
