package io.spendhub.vouchers.codes.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.spendhub.vouchers.codes.Codes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * QR codes are read again, pixel by pixel, by a reader that knows nothing of how they were made.
 */
public class QrCodeTest {
  private static final String TEXT = Codes.scannable("GIFT-ABCD-2345");
  private static final int BLACK = 0xFF000000;
  private static final int WHITE = 0xFFFFFFFF;
  private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 ([0-9]+) ([0-9]+)\"");
  private static final Pattern RUN = Pattern.compile("M([0-9]+) ([0-9]+)h([0-9]+)v1h-([0-9]+)z");

  @ParameterizedTest
  @ValueSource(ints = {3, 16, 64, 500})
  void a_png_says_what_it_was_made_of(int length) throws Exception {
    String text = Codes.scannable("A".repeat(length));

    assertThat(read(pixels(QrCode.png(text))).getText()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 16, 64, 500})
  void an_svg_says_what_it_was_made_of(int length) throws Exception {
    String text = Codes.scannable("A".repeat(length));

    assertThat(read(pixels(QrCode.svg(text))).getText()).isEqualTo(text);
  }

  @Test
  void a_seventh_of_it_may_be_lost() throws Exception {
    assertThat(read(pixels(QrCode.png(TEXT))).getResultMetadata())
        .containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, "M");
  }

  @Test
  void four_white_modules_are_around_it_on_each_side() throws IOException {
    Picture svg = pixels(QrCode.svg(TEXT));
    Picture png = pixels(QrCode.png(TEXT));

    assertThat(svg.whiteAround()).isEqualTo(4);
    assertThat(png.whiteAround()).isEqualTo(4 * 8);
    assertThat(png.width()).isEqualTo(8 * svg.width());
  }

  @Test
  void a_png_has_one_bit_a_pixel_and_stays_small() throws IOException {
    byte[] png = QrCode.png(TEXT);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

    assertThat(image.getColorModel().getPixelSize()).isEqualTo(1);
    assertThat(png.length).isLessThan(2_000);
  }

  @Test
  void what_no_qr_code_can_hold_is_refused() {
    assertThatThrownBy(() -> QrCode.png("A".repeat(5_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A square of pixels, row by row. */
  record Picture(int width, BitSet dark) {
    int whiteAround() {
      int first = dark.nextSetBit(0);
      int last = dark.length() - 1;
      assertThat(first % width).as("as much to the left as above").isEqualTo(first / width);
      assertThat(width - 1 - last / width).as("as much below").isEqualTo(first / width);
      return first / width;
    }

    public int[] pixels() {
      return IntStream.range(0, width * width).map(i -> dark.get(i) ? BLACK : WHITE).toArray();
    }
  }

  public static Picture pixels(byte[] png) throws IOException {
    BufferedImage image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)));
    int width = image.getWidth();
    assertThat(image.getHeight()).isEqualTo(width);
    int[] pixels = image.getRGB(0, 0, width, width, null, 0, width);
    BitSet dark = new BitSet();
    IntStream.range(0, pixels.length).filter(i -> pixels[i] != WHITE).forEach(dark::set);
    return new Picture(width, dark);
  }

  public static Picture pixels(String svg) {
    MatchResult box = SIZE.matcher(svg).results().findFirst().orElseThrow();
    int size = Integer.parseInt(box.group(1));
    assertThat(box.group(2)).isEqualTo(box.group(1));
    BitSet dark = new BitSet();
    RUN.matcher(svg).results().forEach(run -> darken(run, dark, size));
    return new Picture(size, dark);
  }

  private static void darken(MatchResult run, BitSet dark, int size) {
    assertThat(run.group(4)).as("it goes back as far as it went").isEqualTo(run.group(3));
    int from = Integer.parseInt(run.group(2)) * size + Integer.parseInt(run.group(1));
    dark.set(from, from + Integer.parseInt(run.group(3)));
  }

  /** Without the hint the reader looks for a photographed code, and wants larger modules. */
  public static Result read(Picture picture) throws ReaderException {
    RGBLuminanceSource source =
        new RGBLuminanceSource(picture.width(), picture.width(), picture.pixels());
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(source)),
            Map.of(DecodeHintType.PURE_BARCODE, true));
  }
}
