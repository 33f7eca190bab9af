package io.spendhub.platform.http.json;

import static java.time.temporal.ChronoUnit.MICROS;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Timestamps as RFC 3339 writes them, with any offset in and UTC out. Microseconds at most, which
 * is what PostgreSQL keeps: an answer must not change by having been stored.
 */
public final class Timestamps {
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

  private Timestamps() {}

  /** The instant of a timestamp with its date, time and offset; empty if it is malformed. */
  public static Optional<Instant> parse(String text) {
    if (!RFC_3339.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(MICROS));
    } catch (DateTimeException noSuchInstant) {
      return Optional.empty();
    }
  }

  public static String format(Instant instant) {
    return instant.truncatedTo(MICROS).toString();
  }
}
