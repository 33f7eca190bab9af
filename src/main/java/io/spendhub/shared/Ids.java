package io.spendhub.shared;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifiers of everything stored: UUID version 7 (RFC 9562), increasing within one process. */
public final class Ids {
  private static final Pattern TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final long LAST_SECOND = ((1L << 48) - 1) / 1_000;

  private Ids() {}

  public static UUID next() {
    return UuidCreator.getTimeOrderedEpochPlus1();
  }

  /** The id that a text is, in the 36 characters of RFC 9562. */
  public static Optional<UUID> parse(String text) {
    return TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /**
   * No id that was made at this instant or later is less than this, as PostgreSQL orders them. An
   * id begins with the milliseconds since 1970, in 48 bits; what lies beyond is their first or
   * last.
   */
  public static UUID firstOf(Instant instant) {
    long millis = Math.clamp(instant.getEpochSecond(), 0, LAST_SECOND) * 1_000;
    return new UUID(millis << 16, 0);
  }
}
