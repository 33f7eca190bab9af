package io.spendhub.identity.command;

import io.spendhub.identity.TeamId;
import io.spendhub.identity.domain.Team;
import io.spendhub.identity.domain.Teams;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Teams without a database, and therefore without locks and unique names. */
final class InMemoryTeams implements Teams {
  private final Map<UUID, Team> teams = new HashMap<>();

  @Override
  public void add(Team team) {
    teams.put(team.view().id(), team);
  }

  @Override
  public void update(Team team) {
    teams.put(team.view().id(), team);
  }

  @Override
  public Optional<Team> get(TeamId id) {
    return Optional.ofNullable(teams.get(id.id()));
  }

  @Override
  public Optional<Team> lockToChange(TeamId id) {
    return get(id);
  }

  @Override
  public Optional<Team> lockToKeep(TeamId id) {
    return get(id);
  }
}
