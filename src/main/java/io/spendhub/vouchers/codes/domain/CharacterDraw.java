package io.spendhub.vouchers.codes.domain;

import java.util.random.RandomGenerator;

/**
 * Characters of a charset, drawn from random bytes. Bytes that would make some characters likelier
 * than others are thrown away; taking many at once is what keeps a secure source fast.
 */
final class CharacterDraw {
  private static final int BYTE_VALUES = 256;
  private static final int BYTES_AT_ONCE = 16;

  private final String charset;
  private final RandomGenerator random;
  private final int fairBelow;
  private final byte[] bytes = new byte[BYTES_AT_ONCE];
  private int next = BYTES_AT_ONCE;

  /**
   * @param charset of 1 to 256 characters
   */
  CharacterDraw(String charset, RandomGenerator random) {
    this.charset = charset;
    this.random = random;
    this.fairBelow = BYTE_VALUES - BYTE_VALUES % charset.length();
  }

  char next() {
    int drawn = nextByte();
    while (drawn >= fairBelow) {
      drawn = nextByte();
    }
    return charset.charAt(drawn % charset.length());
  }

  private int nextByte() {
    if (next == BYTES_AT_ONCE) {
      random.nextBytes(bytes);
      next = 0;
    }
    return Byte.toUnsignedInt(bytes[next++]);
  }
}
