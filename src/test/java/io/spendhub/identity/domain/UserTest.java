package io.spendhub.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.identity.IdentityCommand.ChangeUser;
import io.spendhub.identity.UserId;
import io.spendhub.identity.UserStatus;
import io.spendhub.shared.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UserId ID = new UserId(new UUID(0, 1), new UUID(0, 2));

  private final User ada = new User(ID, "ada@example.com", "Ada", NOON);

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

  private static ChangeUser change(Optional<String> name, Optional<UserStatus> status) {
    return new ChangeUser(ID, anyVersion -> {}, Optional.empty(), name, status);
  }

  private static Refusal refusalOf(ThrowingCallable call) {
    return catchThrowableOfType(Refusal.class, call);
  }
}
