package io.spendhub.vouchers.codes.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.platform.security.Hmac;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.domain.DrawnCodes;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;

/**
 * Codes that are made again rather than kept: each follows from a key, its job and its number in
 * it, and nobody without the key can tell one from the others. For campaigns that show codes once.
 */
final class DerivedCodes {
  private static final byte[] PURPOSE = "spendhub voucher code draw ".getBytes(UTF_8);

  private DerivedCodes() {}

  /**
   * The code of a number, always the same.
   *
   * @param format one that is accepted
   * @param key secret, of at least 32 random bytes
   * @param index which of the job's codes, from 0
   */
  static String derive(CodeFormat format, byte[] key, UUID jobId, long index) {
    return DrawnCodes.draw(format, new KeyedRandom(key, jobId, index));
  }

  /**
   * HMAC-SHA-256 of purpose, job, number and a counter of blocks, one after the other, as an
   * endless stream of bytes. Codes that people hold follow from it: it stays as it is.
   */
  private static final class KeyedRandom implements RandomGenerator {
    private final Mac mac;
    private final UUID jobId;
    private final long index;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private int blocks;

    KeyedRandom(byte[] key, UUID jobId, long index) {
      this.mac = Hmac.keyed(key);
      this.jobId = jobId;
      this.index = index;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        if (!block.hasRemaining()) {
          block = ByteBuffer.wrap(mac.doFinal(counter()));
        }
        bytes[i] = block.get();
      }
    }

    @Override
    public long nextLong() {
      byte[] bytes = new byte[Long.BYTES];
      nextBytes(bytes);
      return ByteBuffer.wrap(bytes).getLong();
    }

    private byte[] counter() {
      return ByteBuffer.allocate(PURPOSE.length + 2 * Long.BYTES + Long.BYTES + Integer.BYTES)
          .put(PURPOSE)
          .putLong(jobId.getMostSignificantBits())
          .putLong(jobId.getLeastSignificantBits())
          .putLong(index)
          .putInt(blocks++)
          .array();
    }
  }
}
