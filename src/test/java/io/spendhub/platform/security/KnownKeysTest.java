package io.spendhub.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final SecretHash HASH = SecretHash.of("secret");
  private static final Caller CALLER =
      new Caller(
          new UUID(0, 1),
          new UUID(0, 2),
          Set.of("wallets:read", "authorizations:import"),
          Optional.empty());

  private final Map<SecretHash, KnownKey> stored = new HashMap<>();
  private int lookups;
  private final KnownKeys keys =
      new KnownKeys(
          hash -> {
            lookups++;
            return Optional.ofNullable(stored.get(hash));
          },
          Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void a_key_is_looked_up_once_for_many_requests() {
    stored.put(HASH, new KnownKey(CALLER, "Test", Optional.empty()));

    assertThat(keys.recall(HASH)).isEmpty();
    keys.identify(HASH);
    keys.identify(HASH);

    assertThat(keys.recall(HASH)).isPresent();
    assertThat(lookups).isEqualTo(1);
  }

  @Test
  void a_forgotten_key_is_looked_up_again() {
    stored.put(HASH, new KnownKey(CALLER, "Test", Optional.empty()));
    keys.identify(HASH);
    stored.clear();

    keys.forget(HASH);

    assertThat(keys.recall(HASH)).isEmpty();
    assertThatThrownBy(() -> keys.identify(HASH)).isInstanceOf(AuthenticationFailedException.class);
  }

  @Test
  void an_unknown_key_is_refused_and_not_remembered() {
    assertThatThrownBy(() -> keys.identify(HASH)).isInstanceOf(AuthenticationFailedException.class);

    stored.put(HASH, new KnownKey(CALLER, "Test", Optional.empty()));

    assertThat(keys.identify(HASH).getPrincipal()).isEqualTo(new CallerPrincipal(CALLER));
  }

  @Test
  void a_key_works_until_the_instant_at_which_it_expires() {
    stored.put(HASH, new KnownKey(CALLER, "Test", Optional.of(NOON.plusNanos(1_000))));
    assertThat(keys.identify(HASH).isAnonymous()).isFalse();
    keys.forget(HASH);

    stored.put(HASH, new KnownKey(CALLER, "Test", Optional.of(NOON)));

    assertThatThrownBy(() -> keys.identify(HASH)).isInstanceOf(AuthenticationFailedException.class);
    assertThatThrownBy(() -> keys.recall(HASH))
        .as("a remembered key expires all the same")
        .isInstanceOf(AuthenticationFailedException.class);
  }

  @Test
  void a_key_is_permitted_exactly_its_scopes() {
    stored.put(HASH, new KnownKey(CALLER, "Test", Optional.empty()));
    SecurityIdentity identity = keys.identify(HASH);

    assertThat(permits(identity, "wallets", "read")).isTrue();
    assertThat(permits(identity, "wallets", "write")).isFalse();
    assertThat(permits(identity, "wallets", "write", "read")).as("any one suffices").isTrue();
    assertThat(permits(identity, "authorizations", "import")).isTrue();
    assertThat(permits(identity, "authorizations", "read")).isFalse();
    assertThat(permits(identity, "wallets")).isFalse();
    assertThat(permits(identity, Operator.SCOPE)).isFalse();
  }

  @Test
  void the_operator_is_permitted_nothing_else() {
    SecurityIdentity operator = Identities.ofOperator();

    assertThat(permits(operator, Operator.SCOPE)).isTrue();
    assertThat(permits(operator, "wallets", "read")).isFalse();
  }

  @Test
  void nobody_is_the_operator_where_no_key_is_set() {
    assertThat(new Operator(Optional.empty()).isKey(SecretHash.of(""))).isFalse();
    assertThat(new Operator(Optional.of(" ")).isKey(SecretHash.of(" "))).isFalse();
    assertThat(new Operator(Optional.of("key")).isKey(SecretHash.of("key"))).isTrue();
    assertThat(new Operator(Optional.of("key")).isKey(SecretHash.of("kez"))).isFalse();
  }

  private static boolean permits(SecurityIdentity identity, String name, String... actions) {
    return identity.checkPermission(new StringPermission(name, actions)).await().indefinitely();
  }
}
