package io.spendhub.identity.command;

import io.quarkus.arc.All;
import io.spendhub.identity.IdentityCommand.ChangeTeam;
import io.spendhub.identity.IdentityCommand.CreateTeam;
import io.spendhub.identity.OwnedResources;
import io.spendhub.identity.OwnerType;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.TeamView;
import io.spendhub.identity.domain.Team;
import io.spendhub.identity.domain.Teams;
import io.spendhub.platform.audit.AuditTrail;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Opens, changes and deletes teams. */
@ApplicationScoped
@Transactional
public class TeamService {
  private final Teams teams;
  private final MembershipService memberships;
  private final List<OwnedResources> owned;
  private final AuditTrail trail;
  private final Clock clock;

  TeamService(
      Teams teams,
      MembershipService memberships,
      @All List<OwnedResources> owned,
      AuditTrail trail,
      Clock clock) {
    this.teams = teams;
    this.memberships = memberships;
    this.owned = owned;
    this.trail = trail;
    this.clock = clock;
  }

  public Versioned<TeamView> create(CreateTeam command) {
    TeamId id = new TeamId(command.organizationId(), Ids.next());
    Team team = new Team(id, command.name(), clock.instant());
    teams.add(team);
    record("team.created", id, Optional.empty(), team);
    return new Versioned<>(team.view(), team.version());
  }

  public Versioned<TeamView> change(ChangeTeam command) {
    Team team = locked(command.id());
    command.expected().require(team.version());
    TeamView before = team.view();
    team.change(command);
    teams.update(team);
    record("team.updated", command.id(), Optional.of(before), team);
    return new Versioned<>(team.view(), team.version());
  }

  /** Closes what the team has and ends its memberships; deleting again changes nothing. */
  public void delete(TeamId id) {
    Team team = locked(id);
    if (team.isDeleted()) {
      return;
    }
    owned.forEach(resources -> resources.close(id.organizationId(), OwnerType.TEAM, id.id()));
    memberships.endAllOf(id);
    TeamView before = team.view();
    team.delete(clock.instant());
    record("team.deleted", id, Optional.of(before), team);
  }

  private void record(String action, TeamId id, Optional<TeamView> before, Team team) {
    trail.record(id.organizationId(), action, id.id(), before, Optional.of(team.view()));
  }

  private Team locked(TeamId id) {
    return teams.lockToChange(id).orElseThrow(() -> Refusal.notFound("team"));
  }
}
