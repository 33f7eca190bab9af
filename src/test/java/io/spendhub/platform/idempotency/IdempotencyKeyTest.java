package io.spendhub.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/** What is kept of a key and of the request that it stands for. */
class IdempotencyKeyTest {
  private static final String REQUEST = "POST /v1/redemptions\n{\"code\":\"ABCDEFGHJKLM\"}";

  @Test
  void a_key_stands_for_one_request() {
    IdempotencyKey key = IdempotencyKey.of("k-1", REQUEST);

    assertThat(key.standsForSameRequest(IdempotencyKey.of("k-1", REQUEST).fingerprint())).isTrue();
    assertThat(key.standsForSameRequest(IdempotencyKey.of("k-1", REQUEST + " ").fingerprint()))
        .isFalse();
  }

  @Test
  void without_the_key_nobody_can_try_which_request_a_fingerprint_is_of()
      throws NoSuchAlgorithmException {
    byte[] fingerprint = IdempotencyKey.of("k-1", REQUEST).fingerprint();

    assertThat(fingerprint).isNotEqualTo(IdempotencyKey.of("k-2", REQUEST).fingerprint());
    assertThat(fingerprint)
        .isNotEqualTo(
            MessageDigest.getInstance("SHA-256").digest(REQUEST.getBytes(StandardCharsets.UTF_8)));
  }
}
