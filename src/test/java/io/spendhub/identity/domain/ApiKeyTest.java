package io.spendhub.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.ApiKeyStatus;
import io.spendhub.identity.IdentityCommand.ChangeApiKey;
import io.spendhub.shared.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ApiKeyId ID = new ApiKeyId(new UUID(0, 1), new UUID(0, 2));

  private final ApiKey key = ApiKey.lasting(ID, "Shop", new byte[32], Scopes.all(), NOON);

  @Test
  void a_key_lasts_unless_it_is_told_when_to_expire() {
    assertThat(key.view().expiresAt()).isEmpty();
    assertThat(key.expiringAt(NOON.plusSeconds(1)).view().expiresAt())
        .contains(NOON.plusSeconds(1));
  }

  @Test
  void a_key_cannot_be_born_expired() {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> key.expiringAt(NOON));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(refusal.errors().getFirst().pointer()).isEqualTo("/expiresAt");
  }

  @Test
  void a_key_that_lasts_issues_what_is_wanted() {
    assertThat(key.endOfIssued(Optional.empty(), Optional.empty())).isEmpty();
    Instant wanted = NOON.plusSeconds(9);
    assertThat(key.endOfIssued(Optional.of(wanted), Optional.empty())).contains(wanted);
  }

  @Test
  void a_key_never_outlives_the_one_that_issued_it() {
    Instant end = NOON.plusSeconds(9);
    key.expiringAt(end);

    assertThat(key.endOfIssued(Optional.empty(), Optional.empty())).contains(end);
    assertThat(key.endOfIssued(Optional.of(end), Optional.empty())).contains(end);
    Instant earlier = end.minusNanos(1);
    assertThat(key.endOfIssued(Optional.of(earlier), Optional.empty())).contains(earlier);
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> key.endOfIssued(Optional.of(end.plusNanos(1)), Optional.empty()));
    assertThat(refusal.errors().getFirst().pointer()).isEqualTo("/expiresAt");
    assertThat(refusal.errors().getFirst().code()).isEqualTo("out_of_range");
  }

  @Test
  void a_revoked_key_stays_readable_and_cannot_be_renamed() {
    key.revoke(NOON);

    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> key.change(new ChangeApiKey(ID, anyVersion -> {}, Optional.of("Other"))));

    assertThat(refusal.code()).isEqualTo("api_key_revoked");
    assertThat(key.view().status()).isEqualTo(ApiKeyStatus.REVOKED);
    assertThat(key.view().name()).isEqualTo("Shop");
  }

  @Test
  void a_rename_changes_the_name_alone() {
    key.change(new ChangeApiKey(ID, anyVersion -> {}, Optional.of("Other")));

    assertThat(key.view().name()).isEqualTo("Other");
    assertThat(key.view().scopes()).isEqualTo(Scopes.all().names());
  }
}
