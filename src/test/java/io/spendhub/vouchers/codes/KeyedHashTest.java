package io.spendhub.vouchers.codes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What stays of a code that is shown once. */
class KeyedHashTest {
  private static final byte[] KEY = "a key that only the service has".getBytes(UTF_8);

  @Test
  void the_same_code_has_the_same_hash_for_good() {
    assertThat(KeyedHash.of(KEY, "ABCD2345"))
        .as("worked out by: openssl dgst -sha256 -hmac")
        .isEqualTo("#CoNc33vMqtnYd5kHe9_lLOV3yn7G15OS");
  }

  @Test
  void another_code_or_another_key_has_another_hash() {
    String hash = KeyedHash.of(KEY, "ABCD2345");

    assertThat(KeyedHash.of(KEY, "ABCD2346")).isNotEqualTo(hash);
    assertThat(KeyedHash.of("another key".getBytes(UTF_8), "ABCD2345")).isNotEqualTo(hash);
  }

  @Test
  void no_code_can_be_taken_for_a_hash() {
    String hash = KeyedHash.of(KEY, "ABCD2345");

    assertThat(hash).hasSize(33).startsWith("#");
    assertThat(Codes.isCode(hash)).isFalse();
  }
}
