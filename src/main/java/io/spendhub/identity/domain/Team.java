package io.spendhub.identity.domain;

import io.spendhub.identity.IdentityCommand.ChangeTeam;
import io.spendhub.identity.Owner;
import io.spendhub.identity.OwnerType;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.TeamStatus;
import io.spendhub.identity.TeamView;
import io.spendhub.shared.Refusal;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users who spend together, under a name that no other team of the organization has. */
@Entity
@Table(schema = "identity", name = "teams")
public class Team {
  @EmbeddedId private TeamId id;
  private String name;

  @Enumerated(EnumType.STRING)
  private TeamStatus status;

  private Instant createdAt;
  private @Nullable Instant deletedAt;
  @Version private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected Team() {}

  public Team(TeamId id, String name, Instant now) {
    this.id = id;
    this.name = name;
    this.status = TeamStatus.ACTIVE;
    this.createdAt = now;
  }

  public void change(ChangeTeam command) {
    requireNotDeleted();
    name = command.name().orElse(name);
  }

  /** Final; the name is free again. */
  public void delete(Instant now) {
    status = TeamStatus.DELETED;
    deletedAt = now;
  }

  public boolean isDeleted() {
    return status == TeamStatus.DELETED;
  }

  /** 409 {@code team_deleted}: nothing may be given to, or changed on, a deleted team. */
  public void requireNotDeleted() {
    if (isDeleted()) {
      throw Refusal.conflict("team_deleted", "The team is deleted.");
    }
  }

  public Owner asOwner() {
    return new Owner(OwnerType.TEAM, id.id(), status == TeamStatus.ACTIVE);
  }

  public TeamView view() {
    return new TeamView(id.id(), name, status, createdAt, Optional.ofNullable(deletedAt));
  }

  public long version() {
    return version;
  }
}
