package io.spendhub.platform.outgoing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.spendhub.platform.outgoing.SealedSecrets.NewSecret;
import io.spendhub.shared.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is signed is what a receiver verifies with the library of Standard Webhooks. */
class SignedMessageTest {
  private static final UUID ORGANIZATION = new UUID(1, 1);
  private static final UUID ID = new UUID(2, 2);
  private static final String BODY = "{\"type\":\"wallet.created\",\"data\":{\"name\":\"Café\"}}";

  private final SealedSecrets secrets = new SealedSecrets(Optional.of("k".repeat(32)));
  private final NewSecret older = secrets.make(ORGANIZATION, ID);
  private final NewSecret newer = secrets.make(ORGANIZATION, ID);

  @Test
  void each_of_two_secrets_verifies_it_and_another_does_not() throws WebhookVerificationException {
    Map<String, List<String>> headers = headers(newer, older);

    new Webhook(newer.shown()).verify(BODY, headers);
    new Webhook(older.shown()).verify(BODY, headers);

    Webhook stranger = new Webhook(secrets.make(ORGANIZATION, ID).shown());
    assertThatThrownBy(() -> stranger.verify(BODY, headers))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> new Webhook(newer.shown()).verify(BODY + " ", headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  private Map<String, List<String>> headers(NewSecret... signing) {
    List<byte[]> opened =
        List.of(signing).stream()
            .map(secret -> secrets.open(ORGANIZATION, ID, secret.sealed()).orElseThrow())
            .toList();
    Map<String, List<String>> headers = new HashMap<>();
    new SignedMessage("an-id", Instant.now(), BODY)
        .headers(opened)
        .forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  @Test
  void a_secret_is_kept_so_that_it_opens_with_its_key_and_in_its_row_only() {
    byte[] kept = newer.sealed();

    assertThat(newer.shown()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(older.shown()).isNotEqualTo(newer.shown());
    assertThat(new String(kept, ISO_8859_1)).doesNotContain(newer.shown().substring(6, 20));
    assertThat(secrets.open(ORGANIZATION, ID, kept)).isPresent();
    assertThat(secrets.open(ORGANIZATION, ORGANIZATION, kept)).isEmpty();
    assertThat(secrets.open(ID, ID, kept)).isEmpty();
    assertThat(new SealedSecrets(Optional.of("l".repeat(32))).open(ORGANIZATION, ID, kept))
        .isEmpty();
    kept[kept.length - 1] ^= 1;
    assertThat(secrets.open(ORGANIZATION, ID, kept)).isEmpty();
  }

  @Test
  void without_a_key_there_are_no_secrets() {
    SealedSecrets none = new SealedSecrets(Optional.empty());

    assertThat(none.open(ORGANIZATION, ID, newer.sealed())).isEmpty();
    assertThatThrownBy(() -> none.make(ORGANIZATION, ID))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("webhook_key_missing"));
  }
}
