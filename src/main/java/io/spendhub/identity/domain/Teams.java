package io.spendhub.identity.domain;

import io.spendhub.identity.TeamId;
import java.util.Optional;

/** The teams that exist, deleted ones included. */
public interface Teams {

  /** 409 {@code team_name_taken} if another team, not deleted, has exactly this name. */
  void add(Team team);

  /** Writes what changed, and refuses as {@link #add} does. */
  void update(Team team);

  Optional<Team> get(TeamId id);

  /** The team, kept from any other change until the transaction ends. */
  Optional<Team> lockToChange(TeamId id);

  /** The team, kept as it is until the transaction ends; others may keep it likewise. */
  Optional<Team> lockToKeep(TeamId id);
}
