package io.spendhub.identity.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.identity.Directory;
import io.spendhub.identity.Owner;
import io.spendhub.identity.OwnerType;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.LockWaiters;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class DirectoryTest {
  @Inject Directory directory;
  @Inject AgroalDataSource database;

  private Tenant acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Tenant.open();
  }

  @Test
  void an_organization_has_its_timezone_and_currency() {
    assertThat(directory.organization(acme.organizationId()).timezone())
        .isEqualTo(ZoneId.of("Europe/London"));
    assertThat(directory.organization(acme.organizationId()).defaultCurrency()).isEqualTo("GBP");
  }

  @ParameterizedTest
  @EnumSource
  void an_owner_is_found_in_its_organization_only(OwnerType type) {
    UUID id = owner(type);

    assertThat(directory.findOwner(acme.organizationId(), type, id))
        .contains(new Owner(type, id, true));
    assertThat(directory.lockOwner(acme.organizationId(), type, id))
        .contains(new Owner(type, id, true));
    assertThat(directory.findOwner(Tenant.open().organizationId(), type, id)).isEmpty();
    assertThat(directory.lockOwner(Tenant.open().organizationId(), type, id)).isEmpty();
    OwnerType other = type == OwnerType.USER ? OwnerType.TEAM : OwnerType.USER;
    assertThat(directory.findOwner(acme.organizationId(), other, id)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_deleted_owner_is_found_and_not_active(OwnerType type) {
    UUID id = owner(type);
    acme.delete(path(type, id)).statusCode(204);

    assertThat(directory.findOwner(acme.organizationId(), type, id))
        .contains(new Owner(type, id, false));
  }

  @Test
  void active_users_are_told_from_all_others() {
    UUID active = UUID.fromString(acme.user("a@example.com"));
    UUID inactive = UUID.fromString(acme.user("b@example.com"));
    UUID deleted = UUID.fromString(acme.user("c@example.com"));
    UUID foreign = UUID.fromString(Tenant.open().user("d@example.com"));
    acme.patch("/v1/users/" + inactive, Map.of("status", "INACTIVE")).statusCode(200);
    acme.delete("/v1/users/" + deleted).statusCode(204);

    assertThat(
            directory
                .activeUsers(acme.organizationId(), List.of(active, inactive, deleted, foreign))
                .get())
        .containsExactly(active);
    assertThat(directory.activeUsers(acme.organizationId(), List.of()).get()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void deleting_waits_for_whoever_keeps_the_owner(OwnerType type) {
    UUID id = owner(type);
    CompletableFuture<Integer> deletion =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  directory.lockOwner(acme.organizationId(), type, id);
                  CompletableFuture<Integer> begun =
                      CompletableFuture.supplyAsync(
                          () -> acme.delete(path(type, id)).extract().statusCode());
                  awaitWaiter();
                  assertThat(directory.lockOwner(acme.organizationId(), type, id))
                      .contains(new Owner(type, id, true));
                  return begun;
                });

    assertThat(deletion.join()).isEqualTo(204);
  }

  private void awaitWaiter() {
    try (Connection ofThisTransaction = database.getConnection()) {
      LockWaiters.awaitOn(ofThisTransaction);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private UUID owner(OwnerType type) {
    return UUID.fromString(
        switch (type) {
          case USER -> acme.user("ada@example.com");
          case TEAM -> acme.team("Travel");
        });
  }

  private static String path(OwnerType type, UUID id) {
    return switch (type) {
      case USER -> "/v1/users/" + id;
      case TEAM -> "/v1/teams/" + id;
    };
  }
}
