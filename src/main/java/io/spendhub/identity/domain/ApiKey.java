package io.spendhub.identity.domain;

import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.ApiKeyStatus;
import io.spendhub.identity.ApiKeyView;
import io.spendhub.identity.IdentityCommand.ChangeApiKey;
import io.spendhub.shared.Refusal;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a program calls with. Of its secrets, of which an older one may work for a while, only the
 * SHA-256 is kept.
 */
@Entity
@Table(schema = "identity", name = "api_keys")
public class ApiKey {
  @EmbeddedId private ApiKeyId id;
  private String name;
  private byte[] secretHash;
  private @Nullable Instant secretMadeAt;
  private byte @Nullable [] oldSecretHash;
  private @Nullable Instant oldSecretUntil;
  private String[] scopes;
  private @Nullable Instant expiresAt;
  private Instant createdAt;
  private @Nullable Instant revokedAt;

  /** Written past this, for many keys at once. */
  @Column(insertable = false, updatable = false)
  private @Nullable Instant lastUsedAt;

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
   * Until when a key works that is issued with this one: as long as this, or as the older secret of
   * it that is used, unless less is wanted.
   *
   * @param oldSecretEnd of the secret that is used, if there is a newer one
   * @throws Refusal 400 if more is wanted
   */
  public Optional<Instant> endOfIssued(Optional<Instant> wanted, Optional<Instant> oldSecretEnd) {
    Optional<Instant> last = oldSecretEnd.or(this::end);
    if (wanted.isPresent() && last.filter(wanted.get()::isAfter).isPresent()) {
      throw Refusal.invalidField(
          "/expiresAt",
          "out_of_range",
          "A key does not outlive the one that issues it, which ends at " + last.get() + ".");
    }
    return wanted.or(() -> last);
  }

  /**
   * Gives the key another secret. The one that it had works on until an instant, if one is given,
   * and one that was older than that ends at once: there are never more than two.
   *
   * @throws Refusal 409 {@code api_key_revoked} and {@code api_key_expired}
   */
  public void rotate(byte[] newHash, Instant now, Optional<Instant> oldUntil) {
    requireNotRevoked();
    if (expiresAt != null && !now.isBefore(expiresAt)) {
      throw Refusal.conflict("api_key_expired", "The API key has expired.");
    }
    oldSecretHash = oldUntil.isPresent() ? secretHash : null;
    oldSecretUntil = oldUntil.orElse(null);
    secretHash = newHash.clone();
    secretMadeAt = now;
  }

  /**
   * Refuses to let somebody have a secret of this key who could do more or longer with it: that
   * would be as good as issuing such a key.
   *
   * @param end of whoever asks for it
   * @param grantable the scopes of whoever asks for it
   * @throws Refusal 403 {@code scope_not_held} and {@code key_outlives_caller}
   */
  public void requireWithin(Optional<Instant> end, Set<String> grantable) {
    Scopes.of(List.of(scopes)).grantedFrom(grantable);
    if (end.isPresent() && (expiresAt == null || expiresAt.isAfter(end.get()))) {
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN,
          "key_outlives_caller",
          "A key that expires cannot rotate one that works longer.");
    }
  }

  private void requireNotRevoked() {
    if (isRevoked()) {
      throw Refusal.conflict("api_key_revoked", "The API key is revoked.");
    }
  }

  public void change(ChangeApiKey command) {
    requireNotRevoked();
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
        Optional.ofNullable(revokedAt),
        Optional.ofNullable(secretMadeAt).orElse(createdAt),
        Optional.ofNullable(oldSecretUntil),
        Optional.ofNullable(lastUsedAt));
  }

  /** The first instant at which it works no longer, if it ever ends. */
  public Optional<Instant> end() {
    return Optional.ofNullable(expiresAt);
  }

  public ApiKeyId id() {
    return id;
  }

  /** The hashes of its secrets, at most two. */
  public List<byte[]> secretHashes() {
    return oldSecretHash == null
        ? List.of(secretHash.clone())
        : List.of(secretHash.clone(), oldSecretHash.clone());
  }

  /** The first instant at which one of its secrets works no longer, if it ever ends. */
  public Optional<Instant> endOf(byte[] hash) {
    return Arrays.equals(hash, secretHash)
        ? Optional.ofNullable(expiresAt)
        : Stream.of(Optional.ofNullable(expiresAt), Optional.ofNullable(oldSecretUntil))
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
  }

  /** The same of a secret that has been followed by another; empty for the newest. */
  public Optional<Instant> endOfOldSecret(byte[] hash) {
    return Arrays.equals(hash, secretHash) ? Optional.empty() : endOf(hash);
  }

  public long version() {
    return version;
  }
}
