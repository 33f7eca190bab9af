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

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Timestamps() {}

  /**
   * The instant of a timestamp with its date, time and offset; empty if it is malformed, or has no
   * year of four digits in UTC: such an answer would be none of RFC 3339, and PostgreSQL reads no
   * such text.
   */
  public static Optional<Instant> parse(String text) {
    if (!RFC_3339.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(MICROS);
      return Optional.of(instant).filter(it -> !it.isBefore(FIRST) && !it.isAfter(LAST));
    } catch (DateTimeException noSuchInstant) {
      return Optional.empty();
    }
  }

  public static String format(Instant instant) {
    return instant.truncatedTo(MICROS).toString();
  }
}
