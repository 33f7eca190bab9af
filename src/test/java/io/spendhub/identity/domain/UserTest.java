package io.spendhub.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.identity.IdentityCommand.ChangeUser;
import io.spendhub.identity.IdentityCommand.CreateUser;
import io.spendhub.identity.UserId;
import io.spendhub.identity.UserStatus;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.UserRole;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UserId ID = new UserId(new UUID(0, 1), new UUID(0, 2));

  private static final Set<String> EVERYTHING = Set.copyOf(Scopes.all().names());

  private final User ada = user(UserRole.MEMBER);

  @Test
  void a_new_user_is_active() {
    assertThat(ada.view().status()).isEqualTo(UserStatus.ACTIVE);
    assertThat(ada.view().deletedAt()).isEmpty();
    assertThat(ada.asOwner().active()).isTrue();
  }

  @Test
  void a_change_leaves_what_it_does_not_name() {
    ada.change(change(Optional.of("Ada Lovelace"), Optional.empty()));

    assertThat(ada.view().name()).isEqualTo("Ada Lovelace");
    assertThat(ada.view().email()).isEqualTo("ada@example.com");
    assertThat(ada.view().status()).isEqualTo(UserStatus.ACTIVE);
  }

  @ParameterizedTest
  @EnumSource
  void only_an_active_user_may_be_given_anything(UserStatus status) {
    switch (status) {
      case ACTIVE, INACTIVE -> ada.change(change(Optional.empty(), Optional.of(status)));
      case DELETED -> ada.delete(NOON);
    }

    assertThat(ada.asOwner().active()).isEqualTo(status == UserStatus.ACTIVE);
  }

  @Test
  void a_user_is_not_deleted_by_a_change() {
    Refusal refusal =
        refusalOf(() -> ada.change(change(Optional.empty(), Optional.of(UserStatus.DELETED))));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(ada.isDeleted()).isFalse();
  }

  @Test
  void a_deleted_user_stays_as_it_was_and_cannot_be_changed() {
    ada.delete(NOON);

    Refusal refusal = refusalOf(() -> ada.change(change(Optional.of("Eve"), Optional.empty())));

    assertThat(refusal.code()).isEqualTo("user_deleted");
    assertThat(ada.view().deletedAt()).contains(NOON);
    assertThat(ada.view().email()).isEqualTo("ada@example.com");
  }

  @ParameterizedTest
  @EnumSource
  void a_role_is_given_and_taken_by_whoever_may_do_all_that_it_may(UserRole role) {
    Set<String> enough = Set.copyOf(Scopes.of(role).names());
    User grace = user(role);

    grace.change(changeOfRole(UserRole.MEMBER, enough));
    grace.change(changeOfRole(role, enough));

    for (String scope : enough) {
      Set<String> less = new HashSet<>(enough);
      less.remove(scope);
      if (!scope.equals("vouchers:redeem")) {
        assertThat(refusalOf(() -> ada.change(changeOfRole(role, less))).code())
            .isEqualTo("role_not_allowed");
        assertThat(refusalOf(() -> grace.change(changeOfRole(UserRole.MEMBER, less))).code())
            .isEqualTo("role_not_allowed");
        assertThat(refusalOf(() -> grace.requireChangeableBy(less)).kind())
            .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refusalOf(() -> user(role, less)).code()).isEqualTo("role_not_allowed");
      }
    }
  }

  @Test
  void an_administrator_makes_every_role_but_owners() {
    Set<String> held = Set.copyOf(Scopes.of(UserRole.ADMIN).names());

    assertThat(Arrays.stream(UserRole.values()).filter(role -> Scopes.of(role).areIn(held)))
        .containsExactly(UserRole.ADMIN, UserRole.FINANCE, UserRole.AUDITOR, UserRole.MEMBER);
  }

  private static User user(UserRole role) {
    return user(role, EVERYTHING);
  }

  private static User user(UserRole role, Set<String> held) {
    return new User(
        ID, new CreateUser(ID.organizationId(), "ada@example.com", "Ada", role, held), NOON);
  }

  private static ChangeUser changeOfRole(UserRole role, Set<String> held) {
    return new ChangeUser(
        ID,
        anyVersion -> {},
        Optional.empty(),
        Optional.empty(),
        Optional.of(role),
        Optional.empty(),
        held);
  }

  private static ChangeUser change(Optional<String> name, Optional<UserStatus> status) {
    return new ChangeUser(
        ID, anyVersion -> {}, Optional.empty(), name, Optional.empty(), status, EVERYTHING);
  }

  private static Refusal refusalOf(ThrowingCallable call) {
    return catchThrowableOfType(Refusal.class, call);
  }
}
