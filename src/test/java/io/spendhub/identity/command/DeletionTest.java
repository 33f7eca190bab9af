package io.spendhub.identity.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.identity.IdentityCommand.CreateTeam;
import io.spendhub.identity.IdentityCommand.CreateUser;
import io.spendhub.identity.IdentityCommand.DeleteUser;
import io.spendhub.identity.OwnedResources;
import io.spendhub.identity.OwnerType;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.TeamStatus;
import io.spendhub.identity.UserId;
import io.spendhub.identity.UserStatus;
import io.spendhub.identity.domain.Team;
import io.spendhub.identity.domain.User;
import io.spendhub.platform.audit.AuditTrail;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.UserRole;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What upper contexts keep for an owner is closed first, and may refuse that it is deleted. */
class DeletionTest {
  private static final UUID ORGANIZATION = new UUID(0, 1);
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  private final InMemoryUsers users = new InMemoryUsers();
  private final InMemoryTeams teams = new InMemoryTeams();
  private final EndedMemberships memberships = new EndedMemberships();
  private final List<String> closed = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final AuditTrail trail = (o, action, subject, before, after) -> told.add(action);
  private final OwnedResources wallets = (o, type, id) -> closed.add("wallets of " + type + id);
  private final OwnedResources cards = (o, type, id) -> closed.add("cards of " + type + id);
  private final OwnedResources debts =
      (o, type, id) -> {
        throw Refusal.conflict("wallet_not_empty", "A wallet of it has money.");
      };

  @Test
  void all_that_a_user_has_is_closed_once() {
    UserService service = users(wallets, cards);
    UserId ada = newUser(service);

    service.delete(new DeleteUser(ada, Set.of()));
    service.delete(new DeleteUser(ada, Set.of()));

    assertThat(closed)
        .containsExactly(
            "wallets of " + OwnerType.USER + ada.id(), "cards of " + OwnerType.USER + ada.id());
    assertThat(memberships.ended()).containsExactly(ada);
    assertThat(told).containsExactly("user.created", "user.deleted");
    assertThat(users.get(ada).map(user -> user.view().status())).contains(UserStatus.DELETED);
  }

  @Test
  void all_that_a_team_has_is_closed_once() {
    TeamService service = teams(wallets, cards);
    TeamId travel = newTeam(service);

    service.delete(travel);
    service.delete(travel);

    assertThat(closed)
        .containsExactly(
            "wallets of " + OwnerType.TEAM + travel.id(),
            "cards of " + OwnerType.TEAM + travel.id());
    assertThat(memberships.ended()).containsExactly(travel);
    assertThat(told).containsExactly("team.created", "team.deleted");
    assertThat(teams.get(travel).map(team -> team.view().status())).contains(TeamStatus.DELETED);
  }

  @Test
  void a_user_with_money_stays() {
    UserService service = users(debts);
    UserId ada = newUser(service);

    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> service.delete(new DeleteUser(ada, Set.of())));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(memberships.ended()).isEmpty();
    assertThat(users.get(ada).map(User::isDeleted)).contains(false);
  }

  @Test
  void a_team_with_money_stays() {
    TeamService service = teams(debts);
    TeamId travel = newTeam(service);

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> service.delete(travel));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(memberships.ended()).isEmpty();
    assertThat(teams.get(travel).map(Team::isDeleted)).contains(false);
  }

  private UserService users(OwnedResources... owned) {
    return new UserService(
        users, ended(), new NoSubjects(), List.of(owned), trail, new Unheard<>(), NOON);
  }

  private TeamService teams(OwnedResources... owned) {
    return new TeamService(teams, ended(), List.of(owned), trail, NOON);
  }

  private MembershipService ended() {
    return new MembershipService(teams, users, memberships, trail, new Unheard<>(), NOON);
  }

  private static UserId newUser(UserService service) {
    CreateUser command =
        new CreateUser(ORGANIZATION, "ada@example.com", "Ada", UserRole.MEMBER, Set.of());
    return new UserId(ORGANIZATION, service.create(command).value().id());
  }

  private static TeamId newTeam(TeamService service) {
    CreateTeam command = new CreateTeam(ORGANIZATION, "Travel");
    return new TeamId(ORGANIZATION, service.create(command).value().id());
  }
}
