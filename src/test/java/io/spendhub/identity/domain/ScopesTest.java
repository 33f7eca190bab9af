package io.spendhub.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

  @Test
  void the_scopes_are_those_of_the_contract() {
    assertThat(Scopes.all().names())
        .containsExactly(
            "api-keys:read",
            "api-keys:write",
            "audit:read",
            "authorizations:import",
            "authorizations:read",
            "authorizations:write",
            "cards:read",
            "cards:write",
            "events:read",
            "events:write",
            "ledger:read",
            "ledger:write",
            "organization:write",
            "teams:read",
            "teams:write",
            "users:read",
            "users:write",
            "vouchers:read",
            "vouchers:redeem",
            "vouchers:write",
            "wallets:read",
            "wallets:write",
            "webhooks:read",
            "webhooks:write");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "wallets", "wallets:", "Wallets:read", "wallets:read ", "operator"})
  void any_other_scope_is_refused_by_its_place(String unknown) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> Scopes.of(List.of("wallets:read", unknown)));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(refusal.errors()).extracting(FieldError::pointer).containsExactly("/scopes/1");
    assertThat(refusal.errors()).extracting(FieldError::code).containsExactly("unknown_scope");
  }

  @Test
  void a_key_without_scopes_is_refused() {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> Scopes.of(List.of()));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
  }

  @Test
  void naming_a_scope_twice_is_naming_it_once() {
    assertThat(Scopes.of(List.of("users:read", "cards:read", "users:read")).names())
        .containsExactly("cards:read", "users:read");
  }

  @Test
  void who_reads_and_writes_vouchers_can_let_tills_redeem_them() {
    Scopes till = Scopes.of(List.of("vouchers:redeem"));

    assertThat(till.grantedFrom(Set.of("vouchers:read", "vouchers:write")).names())
        .containsExactly("vouchers:redeem");
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> till.grantedFrom(Set.of("vouchers:write")));
    assertThat(refusal.code()).isEqualTo("scope_not_held");
  }

  @Test
  void nobody_grants_a_scope_that_they_lack() {
    Scopes wanted = Scopes.of(List.of("users:read", "users:write"));

    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> wanted.grantedFrom(Set.of("users:read")));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
    assertThat(refusal.code()).isEqualTo("scope_not_held");
    assertThat(wanted.grantedFrom(Set.of("users:write", "users:read", "cards:read")).names())
        .containsExactly("users:read", "users:write");
  }
}
