package io.spendhub.vouchers.codes.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes square pictures of black and white as PNG (ISO/IEC 15948), without AWT: that needs native
 * libraries which small containers do not have.
 */
final class Png {
  private static final int PIXELS_PER_MODULE = 8;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte ONE_BIT = 1;
  private static final byte GREYSCALE = 0;
  private static final byte[] NOTHING = {};

  private Png() {}

  /** Which modules are dark. */
  interface Modules {
    boolean isDark(int x, int y);
  }

  /**
   * A picture in which each module is a row of pixels wide that fills a byte, and as high.
   *
   * @param size modules on each side
   */
  static byte[] of(int size, Modules modules) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    png.writeBytes(chunk("IHDR", header(size * PIXELS_PER_MODULE)));
    png.writeBytes(chunk("IDAT", deflated(rows(size, modules))));
    png.writeBytes(chunk("IEND", NOTHING));
    return png.toByteArray();
  }

  /** Width, height, depth, colour, and the only compression, filtering and order without tricks. */
  private static byte[] header(int pixels) {
    return ByteBuffer.allocate(13)
        .putInt(pixels)
        .putInt(pixels)
        .put(ONE_BIT)
        .put(GREYSCALE)
        .put((byte) 0)
        .put((byte) 0)
        .put((byte) 0)
        .array();
  }

  /** Each row begins with its filter, none; a bit that is set is white. */
  private static byte[] rows(int size, Modules modules) {
    ByteBuffer rows = ByteBuffer.allocate(size * PIXELS_PER_MODULE * (1 + size));
    for (int y = 0; y < size * PIXELS_PER_MODULE; y++) {
      rows.put((byte) 0);
      for (int x = 0; x < size; x++) {
        rows.put((byte) (modules.isDark(x, y / PIXELS_PER_MODULE) ? 0x00 : 0xFF));
      }
    }
    return rows.array();
  }

  private static byte[] deflated(byte[] bytes) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] piece = new byte[4_096];
      while (!deflater.finished()) {
        out.write(piece, 0, deflater.deflate(piece));
      }
      return out.toByteArray();
    }
  }

  private static byte[] chunk(String type, byte[] data) {
    CRC32 check = new CRC32();
    check.update(type.getBytes(US_ASCII));
    check.update(data);
    return ByteBuffer.allocate(3 * Integer.BYTES + data.length)
        .putInt(data.length)
        .put(type.getBytes(US_ASCII))
        .put(data)
        .putInt((int) check.getValue())
        .array();
  }
}
