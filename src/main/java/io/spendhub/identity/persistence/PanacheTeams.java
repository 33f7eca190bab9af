package io.spendhub.identity.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.domain.Team;
import io.spendhub.identity.domain.Teams;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

@ApplicationScoped
class PanacheTeams implements Teams, PanacheRepositoryBase<Team, TeamId> {
  @Override
  public void add(Team team) {
    persist(team);
    update(team);
  }

  @Override
  public void update(Team team) {
    Unique.write(this::flush, "teams_name_taken", PanacheTeams::nameTaken);
  }

  @Override
  public Optional<Team> get(TeamId id) {
    return findByIdOptional(id);
  }

  @Override
  public Optional<Team> lockToChange(TeamId id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  @Override
  public Optional<Team> lockToKeep(TeamId id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_READ);
  }

  private static Refusal nameTaken() {
    return Refusal.conflict(
        "team_name_taken", "Another team of the organization has exactly this name.");
  }
}
