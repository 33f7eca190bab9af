package io.spendhub.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.identity.IdentityCommand.AddMember;
import io.spendhub.identity.IdentityCommand.ChangeMember;
import io.spendhub.identity.IdentityCommand.ChangeTeam;
import io.spendhub.identity.MemberId;
import io.spendhub.identity.Role;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.TeamStatus;
import io.spendhub.shared.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TeamTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID ORGANIZATION = new UUID(0, 1);
  private static final TeamId ID = new TeamId(ORGANIZATION, new UUID(0, 2));
  private static final MemberId MEMBER = new MemberId(ORGANIZATION, ID.id(), new UUID(0, 3));

  private final Team travel = new Team(ID, "Travel", NOON);

  @Test
  void a_team_can_be_renamed() {
    travel.change(new ChangeTeam(ID, anyVersion -> {}, Optional.of("Trips")));

    assertThat(travel.view().name()).isEqualTo("Trips");
  }

  @Test
  void a_deleted_team_owns_nothing_new_and_keeps_its_name() {
    travel.delete(NOON);

    assertThat(travel.asOwner().active()).isFalse();
    assertThat(travel.view().status()).isEqualTo(TeamStatus.DELETED);
    assertThat(travel.view().deletedAt()).contains(NOON);
    assertThat(
            catchThrowableOfType(
                    Refusal.class,
                    () -> travel.change(new ChangeTeam(ID, anyVersion -> {}, Optional.of("Trips"))))
                .code())
        .isEqualTo("team_deleted");
    assertThat(travel.view().name()).isEqualTo("Travel");
  }

  @Test
  void a_member_can_change_role() {
    Membership membership =
        new Membership(
            new MembershipId(ORGANIZATION, new UUID(0, 4)),
            new AddMember(MEMBER, Role.MEMBER, Set.of()),
            NOON);

    membership.change(
        new ChangeMember(
            MEMBER,
            anyVersion -> {},
            Optional.of(Role.ADMIN),
            Set.of("wallets:read", "cards:read", "authorizations:read")));

    assertThat(membership.view().role()).isEqualTo(Role.ADMIN);
  }
}
