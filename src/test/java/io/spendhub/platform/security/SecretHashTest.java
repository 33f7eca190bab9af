package io.spendhub.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretHashTest {

  @Test
  void a_secret_is_kept_as_its_sha_256() {
    // FIPS 180-2, appendix B.1
    assertThat(HexFormat.of().formatHex(SecretHash.of("abc").bytes()))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void hashes_are_equal_exactly_when_their_bytes_are() {
    SecretHash one = SecretHash.of("one");

    assertThat(SecretHash.ofBytes(one.bytes())).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(SecretHash.of("two")).isNotEqualTo(one);
  }

  @Test
  void a_hash_does_not_show_itself_in_text() {
    SecretHash hash = SecretHash.of("one");

    assertThat(hash.toString())
        .doesNotContain(HexFormat.of().formatHex(hash.bytes()))
        .doesNotContain("one");
  }
}
