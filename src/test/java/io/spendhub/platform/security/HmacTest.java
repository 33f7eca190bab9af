package io.spendhub.platform.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacTest {
  private static final byte[] KEY = "Jefe".getBytes(US_ASCII);

  /** Test case 2 of RFC 4231. */
  @Test
  void it_is_what_the_rfc_says_whole_or_in_parts() {
    String expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    assertThat(hex("what do ya want for nothing?")).isEqualTo(expected);
    assertThat(hex("what do ya ", "want for nothing?")).isEqualTo(expected);
  }

  private static String hex(String... parts) {
    byte[][] message = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      message[i] = parts[i].getBytes(US_ASCII);
    }
    return HexFormat.of().formatHex(Hmac.sha256(KEY, message));
  }
}
