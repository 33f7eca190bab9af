package io.spendhub.identity.command;

import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.ApiKeyView;
import io.spendhub.identity.ChangeApiKey;
import io.spendhub.identity.IssueApiKey;
import io.spendhub.identity.IssuedApiKey;
import io.spendhub.identity.domain.ApiKey;
import io.spendhub.identity.domain.ApiKeys;
import io.spendhub.identity.domain.Scopes;
import io.spendhub.platform.database.Versioned;
import io.spendhub.platform.http.EntityTag;
import io.spendhub.platform.security.SecretHash;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Issues, renames and revokes the keys of an organization. */
@ApplicationScoped
@Transactional
public class ApiKeyService {
  private final ApiKeys keys;
  private final ApiKeySecrets secrets;
  private final Clock clock;
  private final Event<ApiKeyRevoked> revoked;

  ApiKeyService(ApiKeys keys, ApiKeySecrets secrets, Clock clock, Event<ApiKeyRevoked> revoked) {
    this.keys = keys;
    this.secrets = secrets;
    this.clock = clock;
    this.revoked = revoked;
  }

  public IssuedApiKey issue(IssueApiKey command) {
    Scopes scopes = Scopes.of(command.scopes()).grantedFrom(command.grantable());
    return issue(command.organizationId(), command.name(), scopes, command.expiresAt());
  }

  IssuedApiKey issue(UUID organizationId, String name, Scopes scopes, Optional<Instant> expiresAt) {
    String secret = secrets.next();
    ApiKeyId id = new ApiKeyId(organizationId, Ids.next());
    byte[] hash = SecretHash.of(secret).bytes();
    ApiKey lasting = ApiKey.lasting(id, name, hash, scopes, clock.instant());
    ApiKey key = expiresAt.map(lasting::expiringAt).orElse(lasting);
    keys.add(key);
    return new IssuedApiKey(key.view(), key.version(), secret);
  }

  public Versioned<ApiKeyView> change(ChangeApiKey command) {
    ApiKey key = locked(command.id());
    new EntityTag(key.version()).requireMatch(command.ifMatch().orElse(null));
    key.change(command);
    keys.update(key);
    return new Versioned<>(key.view(), key.version());
  }

  /** Revokes at once; revoking again changes nothing. */
  public void revoke(ApiKeyId id) {
    ApiKey key = locked(id);
    if (!key.isRevoked()) {
      key.revoke(clock.instant());
      revoked.fire(new ApiKeyRevoked(SecretHash.ofBytes(key.secretHash())));
    }
  }

  private ApiKey locked(ApiKeyId id) {
    return keys.lockToChange(id).orElseThrow(() -> Refusal.notFound("api_key"));
  }
}
