package io.spendhub.platform.http.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.shared.Refusal;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * A body that has to be one JSON object in UTF-8. Jackson takes nothing, {@code null}, UTF-16 and
 * overlong forms for answers too, so the bytes are looked at before Jackson sees them.
 */
public final class JsonBody extends LimitedBody {
  private static final int PIECE_BYTES = 8_192;

  private byte[] bytes = {};
  private int next;
  private boolean begun;

  JsonBody(InputStream body, long limit) {
    super(body, limit);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (!begun) {
      bytes = checked(everything());
      begun = true;
    }
    if (next == bytes.length) {
      return length == 0 ? 0 : -1;
    }
    int given = Math.min(length, bytes.length - next);
    System.arraycopy(bytes, next, buffer, offset, given);
    next += given;
    return given;
  }

  public static Refusal required() {
    return Refusal.of(Refusal.Kind.INVALID, "body_required", "A JSON object is required.");
  }

  private byte[] everything() {
    byte[] all = new byte[PIECE_BYTES];
    int length = 0;
    int read;
    while ((read = super.read(all, length, all.length - length)) > 0) {
      length += read;
      if (length == all.length) {
        all = Arrays.copyOf(all, 2 * length);
      }
    }
    return Arrays.copyOf(all, length);
  }

  private static byte[] checked(byte[] all) {
    int first = firstSignificant(all);
    if (first == all.length) {
      throw required();
    }
    if (all[first] != '{') {
      throw malformed("The body is not a JSON object.");
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(all));
    } catch (CharacterCodingException notUtf8) {
      throw malformed("The body is not UTF-8.");
    }
    return all;
  }

  private static int firstSignificant(byte[] all) {
    int first = 0;
    while (first < all.length && " \t\n\r".indexOf(all[first]) >= 0) {
      first++;
    }
    return first;
  }

  private static Refusal malformed(String detail) {
    return Refusal.of(Refusal.Kind.INVALID, "malformed_json", detail);
  }
}
