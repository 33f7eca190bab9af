package io.spendhub.platform.http.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.platform.http.validation.TextRules;
import io.spendhub.shared.Refusal;
import java.util.Base64;
import java.util.UUID;

/** The opaque position in a list that clients hand back to read on. */
public final class Cursor {
  private Cursor() {}

  public static String encode(String position) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
  }

  public static String decode(String cursor) {
    try {
      return storable(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
    } catch (IllegalArgumentException malformed) {
      throw invalid();
    }
  }

  // A position goes into SQL, and PostgreSQL fails on text that it could not store.
  private static String storable(String position) {
    if (TextRules.unstorable(position).isPresent()) {
      throw invalid();
    }
    return position;
  }

  static UUID decodeId(String cursor) {
    String text = decode(cursor);
    try {
      return text.length() == 36 ? UUID.fromString(text) : throwInvalid();
    } catch (IllegalArgumentException malformed) {
      throw invalid();
    }
  }

  /** 400: this cursor was not given out by the list that it was handed to. */
  public static Refusal invalid() {
    return Refusal.invalidField("cursor", "invalid_cursor", "The cursor was not given out here.");
  }

  private static UUID throwInvalid() {
    throw invalid();
  }
}
