package io.spendhub.cards.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.cards.domain.KeptNumber;
import io.spendhub.platform.security.Hmac;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** HMAC-SHA-256 of card numbers, under the key that {@code SPENDHUB_CARD_KEY} gives. */
@ApplicationScoped
class NumberFingerprints implements KeptNumber.Fingerprint {
  private final Optional<String> key;

  NumberFingerprints(@ConfigProperty(name = "SPENDHUB_CARD_KEY") Optional<String> key) {
    this.key = key;
  }

  @Override
  public byte[] of(String number) {
    String secret =
        key.orElseThrow(
            () ->
                Refusal.unprocessable(
                    "card_key_missing", "This service takes no card numbers: it has no key."));
    return Hmac.sha256(secret.getBytes(UTF_8), number.getBytes(UTF_8));
  }
}
