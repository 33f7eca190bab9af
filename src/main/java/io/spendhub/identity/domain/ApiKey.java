package io.spendhub.identity.domain;

import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.ApiKeyStatus;
import io.spendhub.identity.ApiKeyView;
import io.spendhub.identity.IdentityCommand.ChangeApiKey;
import io.spendhub.shared.Refusal;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a program calls with. Of its secret only the SHA-256 is kept. */
@Entity
@Table(schema = "identity", name = "api_keys")
public class ApiKey {
  @EmbeddedId private ApiKeyId id;
  private String name;
  private byte[] secretHash;
  private String[] scopes;
  private @Nullable Instant expiresAt;
  private Instant createdAt;
  private @Nullable Instant revokedAt;
  @Version private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected ApiKey() {}

  private ApiKey(ApiKeyId id, String name, byte[] secretHash, Scopes scopes, Instant now) {
    this.id = id;
    this.name = name;
    this.secretHash = secretHash.clone();
    this.scopes = scopes.names().toArray(String[]::new);
    this.createdAt = now;
  }

  /** A key that works until it is revoked. */
  public static ApiKey lasting(
      ApiKeyId id, String name, byte[] secretHash, Scopes scopes, Instant now) {
    return new ApiKey(id, name, secretHash, scopes, now);
  }

  /** Lets the key work only before an instant, which must be to come. */
  public ApiKey expiringAt(Instant end) {
    if (!end.isAfter(createdAt)) {
      throw Refusal.invalidField("/expiresAt", "not_in_future", "expiresAt must be in the future.");
    }
    expiresAt = end;
    return this;
  }

  /**
   * Until when a key works that is issued with this one: as long as this, unless less is wanted.
   *
   * @throws Refusal 400 if more is wanted
   */
  public Optional<Instant> endOfIssued(Optional<Instant> wanted) {
    if (expiresAt == null) {
      return wanted;
    }
    Instant end = wanted.orElse(expiresAt);
    if (end.isAfter(expiresAt)) {
      throw Refusal.invalidField(
          "/expiresAt",
          "out_of_range",
          "A key does not outlive the one that issues it, which expires at " + expiresAt + ".");
    }
    return Optional.of(end);
  }

  public void change(ChangeApiKey command) {
    if (isRevoked()) {
      throw Refusal.conflict("api_key_revoked", "The API key is revoked.");
    }
    name = command.name().orElse(name);
  }

  /** Final. */
  public void revoke(Instant now) {
    revokedAt = now;
  }

  public boolean isRevoked() {
    return revokedAt != null;
  }

  public ApiKeyView view() {
    return new ApiKeyView(
        id.id(),
        name,
        List.of(scopes),
        isRevoked() ? ApiKeyStatus.REVOKED : ApiKeyStatus.ACTIVE,
        createdAt,
        Optional.ofNullable(expiresAt),
        Optional.ofNullable(revokedAt));
  }

  public ApiKeyId id() {
    return id;
  }

  public byte[] secretHash() {
    return secretHash.clone();
  }

  public long version() {
    return version;
  }
}
