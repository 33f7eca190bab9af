package io.spendhub.identity.command;

import io.spendhub.identity.Directory;
import io.spendhub.identity.Directory.OrganizationProfile;
import io.spendhub.identity.Owner;
import io.spendhub.identity.OwnerType;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.UserId;
import io.spendhub.identity.domain.Organization;
import io.spendhub.identity.domain.Organizations;
import io.spendhub.identity.domain.Team;
import io.spendhub.identity.domain.Teams;
import io.spendhub.identity.domain.User;
import io.spendhub.identity.domain.Users;
import io.spendhub.shared.Later;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Joins the transaction of whoever asks. */
@ApplicationScoped
@Transactional
class IdentityDirectory implements Directory {
  private final Organizations organizations;
  private final Users users;
  private final Teams teams;

  IdentityDirectory(Organizations organizations, Users users, Teams teams) {
    this.organizations = organizations;
    this.users = users;
    this.teams = teams;
  }

  @Override
  public List<UUID> organizationIds() {
    return organizations.ids();
  }

  @Override
  public OrganizationProfile organization(UUID organizationId) {
    return organizations
        .get(organizationId)
        .map(Organization::profile)
        .orElseThrow(() -> Refusal.notFound("organization"));
  }

  @Override
  public Optional<Owner> findOwner(UUID organizationId, OwnerType type, UUID ownerId) {
    return switch (type) {
      case TEAM -> teams.get(new TeamId(organizationId, ownerId)).map(Team::asOwner);
      case USER -> users.get(new UserId(organizationId, ownerId)).map(User::asOwner);
    };
  }

  @Override
  public Optional<Owner> lockOwner(UUID organizationId, OwnerType type, UUID ownerId) {
    return switch (type) {
      case TEAM -> teams.lockToKeep(new TeamId(organizationId, ownerId)).map(Team::asOwner);
      case USER -> users.lockToKeep(new UserId(organizationId, ownerId)).map(User::asOwner);
    };
  }

  @Override
  public Later<Set<UUID>> activeUsers(UUID organizationId, Collection<UUID> userIds) {
    return users.active(organizationId, userIds);
  }
}
