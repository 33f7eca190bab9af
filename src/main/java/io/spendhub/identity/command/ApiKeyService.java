package io.spendhub.identity.command;

import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.ApiKeyView;
import io.spendhub.identity.IdentityCommand.ChangeApiKey;
import io.spendhub.identity.IdentityCommand.IssueApiKey;
import io.spendhub.identity.IdentityCommand.KeyIssuer;
import io.spendhub.identity.IdentityCommand.KeyIssuer.OtherKey;
import io.spendhub.identity.IdentityCommand.KeyIssuer.Person;
import io.spendhub.identity.IdentityCommand.RotateApiKey;
import io.spendhub.identity.IssuedApiKey;
import io.spendhub.identity.UserId;
import io.spendhub.identity.domain.ApiKey;
import io.spendhub.identity.domain.ApiKeys;
import io.spendhub.identity.domain.Scopes;
import io.spendhub.identity.domain.User;
import io.spendhub.identity.domain.Users;
import io.spendhub.platform.audit.AuditTrail;
import io.spendhub.platform.security.SecretHash;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Issues, renames, rotates and revokes the keys of an organization. */
@ApplicationScoped
@Transactional
public class ApiKeyService {
  private final ApiKeys keys;
  private final Users users;
  private final ApiKeySecrets secrets;
  private final Clock clock;
  private final AuditTrail trail;
  private final Event<SecretChanged> changed;

  ApiKeyService(
      ApiKeys keys,
      Users users,
      ApiKeySecrets secrets,
      Clock clock,
      AuditTrail trail,
      Event<SecretChanged> changed) {
    this.keys = keys;
    this.users = users;
    this.secrets = secrets;
    this.trail = trail;
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * Issues a key that works no longer than the one that it is issued with.
   *
   * @throws Refusal 400 for an end that is over, or after that of the issuer; 401 if the issuer was
   *     revoked or deactivated meanwhile; 403 {@code scope_not_held}
   */
  public IssuedApiKey issue(IssueApiKey command) {
    Scopes scopes = Scopes.of(command.scopes()).grantedFrom(command.grantable());
    Optional<Instant> end = endAllowed(command.issuer(), command.expiresAt());
    return issue(command.issuer().organizationId(), command.name(), scopes, end);
  }

  /** Keeps the issuer as it is until the key is there. */
  private Optional<Instant> endAllowed(KeyIssuer issuer, Optional<Instant> wanted) {
    return switch (issuer) {
      case OtherKey(ApiKeyId id, Optional<Instant> oldSecretEnd) ->
          keys.lockToChange(id)
              .filter(key -> !key.isRevoked())
              .orElseThrow(ApiKeyService::unauthenticated)
              .endOfIssued(wanted, oldSecretEnd);
      case Person(UserId id) -> {
        requireActive(id);
        yield wanted;
      }
    };
  }

  /** Until when the issuer works, who has the newest secret if it is a key. */
  private Optional<Instant> endOf(KeyIssuer issuer) {
    return switch (issuer) {
      case OtherKey(ApiKeyId id, Optional<Instant> oldSecretEnd) -> {
        requireNewest(oldSecretEnd);
        yield keys.get(id)
            .filter(key -> !key.isRevoked())
            .orElseThrow(ApiKeyService::unauthenticated)
            .end();
      }
      case Person(UserId id) -> {
        requireActive(id);
        yield Optional.empty();
      }
    };
  }

  /** Whoever is left with an old secret, a thief perhaps, does not get a new one by it. */
  private static void requireNewest(Optional<Instant> oldSecretEnd) {
    if (oldSecretEnd.isPresent()) {
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN,
          "old_secret",
          "Only the newest secret of a key rotates keys; this one ends at "
              + oldSecretEnd.get()
              + ".");
    }
  }

  private void requireActive(UserId id) {
    if (users.lockToKeep(id).filter(User::isActive).isEmpty()) {
      throw unauthenticated();
    }
  }

  private static Refusal unauthenticated() {
    return Refusal.of(
        Refusal.Kind.UNAUTHENTICATED, "unauthenticated", "A valid API key is required.");
  }

  IssuedApiKey issue(UUID organizationId, String name, Scopes scopes, Optional<Instant> expiresAt) {
    String secret = secrets.next(organizationId);
    ApiKeyId id = new ApiKeyId(organizationId, Ids.next());
    byte[] hash = SecretHash.of(secret).bytes();
    ApiKey lasting = ApiKey.lasting(id, name, hash, scopes, clock.instant());
    ApiKey key = expiresAt.map(lasting::expiringAt).orElse(lasting);
    keys.add(key);
    record("api_key.issued", Optional.empty(), key);
    return new IssuedApiKey(key.view(), key.version(), secret);
  }

  public Versioned<ApiKeyView> change(ChangeApiKey command) {
    ApiKey key = locked(command.id());
    command.expected().require(key.version());
    ApiKeyView before = key.view();
    key.change(command);
    keys.update(key);
    record("api_key.updated", Optional.of(before), key);
    return new Versioned<>(key.view(), key.version());
  }

  /**
   * Gives a key another secret; the one before works on for a while, and any older one ends.
   *
   * @throws Refusal 404 {@code api_key_not_found}, 401 if the issuer was revoked meanwhile, 403
   *     {@code old_secret}, {@code scope_not_held} and {@code key_outlives_caller}, 409 {@code
   *     api_key_revoked} and {@code api_key_expired}
   */
  public IssuedApiKey rotate(RotateApiKey command) {
    ApiKey key = locked(command.id());
    key.requireWithin(endOf(command.issuer()), command.grantable());
    ApiKeyView before = key.view();
    List<byte[]> known = key.secretHashes();
    String secret = secrets.next(command.id().organizationId());
    Instant now = clock.instant();
    Optional<Instant> oldUntil =
        Optional.of(command.oldFor()).filter(Duration::isPositive).map(now::plus);
    key.rotate(SecretHash.of(secret).bytes(), now, oldUntil);
    keys.update(key);
    forget(known);
    record("api_key.rotated", Optional.of(before), key);
    return new IssuedApiKey(key.view(), key.version(), secret);
  }

  private void forget(List<byte[]> hashes) {
    hashes.forEach(hash -> changed.fire(new SecretChanged(SecretHash.ofBytes(hash))));
  }

  /** Revokes at once; revoking again changes nothing. */
  public void revoke(ApiKeyId id) {
    ApiKey key = locked(id);
    if (!key.isRevoked()) {
      ApiKeyView before = key.view();
      key.revoke(clock.instant());
      record("api_key.revoked", Optional.of(before), key);
      forget(key.secretHashes());
    }
  }

  private void record(String action, Optional<ApiKeyView> before, ApiKey key) {
    ApiKeyId id = key.id();
    trail.record(id.organizationId(), action, id.id(), before, Optional.of(key.view()));
  }

  private ApiKey locked(ApiKeyId id) {
    return keys.lockToChange(id).orElseThrow(() -> Refusal.notFound("api_key"));
  }
}
