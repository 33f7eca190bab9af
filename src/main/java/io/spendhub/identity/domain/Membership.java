package io.spendhub.identity.domain;

import io.spendhub.identity.IdentityCommand.AddMember;
import io.spendhub.identity.IdentityCommand.ChangeMember;
import io.spendhub.identity.MemberView;
import io.spendhub.identity.Role;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** A user's place in a team. It ends by being removed, and with its user or its team. */
@Entity
@Table(schema = "identity", name = "memberships")
public class Membership {
  @SuppressWarnings("UnusedVariable") // read by Hibernate
  @EmbeddedId
  private MembershipId id;

  private UUID teamId;
  private UUID userId;

  @Enumerated(EnumType.STRING)
  private Role role;

  private Instant createdAt;
  @Version private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected Membership() {}

  /** 403 {@code role_not_allowed} for an ADMIN, to whoever may not see what the team has. */
  public Membership(MembershipId id, AddMember command, Instant now) {
    requireGivenBy(command.held(), command.role());
    this.id = id;
    this.teamId = command.id().teamId();
    this.userId = command.id().userId();
    this.role = command.role();
    this.createdAt = now;
  }

  /** 403 {@code role_not_allowed} for an ADMIN, to whoever may not see what the team has. */
  public void change(ChangeMember command) {
    command.role().ifPresent(given -> requireGivenBy(command.held(), given));
    role = command.role().orElse(role);
  }

  private static void requireGivenBy(Set<String> held, Role role) {
    if (role == Role.ADMIN) {
      Scopes.requireSightOfOwn(held);
    }
  }

  public MemberView view() {
    return new MemberView(teamId, userId, role, createdAt);
  }

  public long version() {
    return version;
  }
}
