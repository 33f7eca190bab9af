package io.spendhub.platform.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.platform.security.Hmac;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Secrets that have to be had in clear to sign with, kept so that the database alone does not tell
 * them: AES-256-GCM under a key that {@code SPENDHUB_WEBHOOK_KEY} gives, and bound to the one row
 * that each belongs to.
 */
@ApplicationScoped
public class SealedSecrets {
  private static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte[] PURPOSE = "spendhub secrets of webhooks, 1".getBytes(UTF_8);

  private final SecureRandom chance = new SecureRandom();
  private final Optional<SecretKeySpec> key;

  SealedSecrets(@ConfigProperty(name = "SPENDHUB_WEBHOOK_KEY") Optional<String> key) {
    this.key =
        key.map(setting -> Hmac.sha256(setting.getBytes(UTF_8), PURPOSE))
            .map(bytes -> new SecretKeySpec(bytes, "AES"));
  }

  /**
   * A new secret.
   *
   * @param shown as its receiver is told it, once: {@code whsec_} and base64
   * @param sealed as it is kept
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record NewSecret(String shown, byte[] sealed) {}

  /** Whether secrets can be sealed and opened here. */
  public boolean hasKey() {
    return key.isPresent();
  }

  /**
   * Makes a secret of 32 random bytes for what has this id.
   *
   * @throws Refusal 422 {@code webhook_key_missing} if there is no key
   */
  public NewSecret make(UUID organizationId, UUID id) {
    SecretKeySpec sealing =
        key.orElseThrow(
            () ->
                Refusal.unprocessable(
                    "webhook_key_missing", "Webhooks need SPENDHUB_WEBHOOK_KEY to be set."));
    byte[] secret = new byte[SECRET_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    chance.nextBytes(secret);
    chance.nextBytes(nonce);
    byte[] sealed =
        run(Cipher.ENCRYPT_MODE, sealing, nonce, secret, organizationId, id).orElseThrow();
    return new NewSecret(
        PREFIX + Base64.getEncoder().encodeToString(secret),
        ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
  }

  /** The secret in clear; empty where it was sealed under another key or for something else. */
  public Optional<byte[]> open(UUID organizationId, UUID id, byte[] sealed) {
    ByteBuffer kept = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] text = new byte[sealed.length - NONCE_BYTES];
    kept.get(nonce).get(text);
    return key.flatMap(
        opening -> run(Cipher.DECRYPT_MODE, opening, nonce, text, organizationId, id));
  }

  private static Optional<byte[]> run(
      int mode, SecretKeySpec key, byte[] nonce, byte[] text, UUID organizationId, UUID id) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD((organizationId + "/" + id).getBytes(UTF_8));
      return Optional.of(cipher.doFinal(text));
    } catch (GeneralSecurityException notSealedSo) {
      return Optional.empty();
    }
  }
}
