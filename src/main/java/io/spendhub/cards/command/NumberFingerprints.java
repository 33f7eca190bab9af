package io.spendhub.cards.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.cards.domain.KeptNumber;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** HMAC-SHA-256 of card numbers, under the key that {@code SPENDHUB_CARD_KEY} gives. */
@ApplicationScoped
class NumberFingerprints implements KeptNumber.Fingerprint {
  private static final String ALGORITHM = "HmacSHA256";

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
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      return mac.doFinal(number.getBytes(UTF_8));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
