package io.spendhub.vouchers.codes.web;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * QR codes (ISO/IEC 18004) with error correction M, which survives a loss of 15%, and the quiet
 * zone of 4 modules that readers need around them.
 */
public final class QrCode {
  private static final int QUIET = 4;

  private QrCode() {}

  /** An image of vectors, one unit a module. */
  public static String svg(String text) {
    ByteMatrix modules = modules(text);
    int size = modules.getWidth() + 2 * QUIET;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      int x = 0;
      while (x < modules.getWidth()) {
        int run = darkRun(modules, x, y);
        if (run > 0) {
          path.append("M%d %dh%dv1h-%dz".formatted(x + QUIET, y + QUIET, run, run));
        }
        x += run + 1;
      }
    }
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
    <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>
    """
        .formatted(size, path);
  }

  /** An image of pixels, black on white, 8 a module. */
  public static byte[] png(String text) {
    ByteMatrix modules = modules(text);
    return Png.of(modules.getWidth() + 2 * QUIET, (x, y) -> isDark(modules, x - QUIET, y - QUIET));
  }

  private static int darkRun(ByteMatrix modules, int x, int y) {
    int run = 0;
    while (isDark(modules, x + run, y)) {
      run++;
    }
    return run;
  }

  private static ByteMatrix modules(String text) {
    try {
      return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("no QR code holds so long a text", tooLong);
    }
  }

  private static boolean isDark(ByteMatrix modules, int x, int y) {
    return x >= 0
        && y >= 0
        && x < modules.getWidth()
        && y < modules.getHeight()
        && modules.get(x, y) == 1;
  }
}
