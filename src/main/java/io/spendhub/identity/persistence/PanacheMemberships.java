package io.spendhub.identity.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.identity.MemberId;
import io.spendhub.identity.Role;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.UserId;
import io.spendhub.identity.domain.Membership;
import io.spendhub.identity.domain.MembershipId;
import io.spendhub.identity.domain.Memberships;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class PanacheMemberships implements Memberships, PanacheRepositoryBase<Membership, MembershipId> {
  private static final String OF_MEMBER = "id.organizationId = ?1 and teamId = ?2 and userId = ?3";

  @Override
  public void add(Membership membership) {
    persist(membership);
    update(membership);
  }

  @Override
  public void update(Membership membership) {
    Unique.write(this::flush, "memberships_once", PanacheMemberships::alreadyMember);
  }

  @Override
  public Optional<Membership> lockToChange(MemberId id) {
    return find(OF_MEMBER, id.organizationId(), id.teamId(), id.userId())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  @Override
  public List<Membership> lockAllOf(UserId user) {
    return find("id.organizationId = ?1 and userId = ?2", user.organizationId(), user.id())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  @Override
  public Set<UUID> teamsOfAdmin(UserId user) {
    return Set.copyOf(
        find(
                "select teamId from Membership"
                    + " where id.organizationId = ?1 and userId = ?2 and role = ?3",
                user.organizationId(),
                user.id(),
                Role.ADMIN)
            .project(UUID.class)
            .list());
  }

  @Override
  public List<Membership> lockAllOf(TeamId team) {
    return find("id.organizationId = ?1 and teamId = ?2", team.organizationId(), team.id())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  @Override
  public void end(Membership membership) {
    delete(membership);
  }

  private static Refusal alreadyMember() {
    return Refusal.conflict("already_member", "The user is a member of the team already.");
  }
}
