package io.spendhub.platform.http.json;

import static java.time.ZoneOffset.UTC;
import static java.time.temporal.ChronoUnit.MICROS;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timestamps as RFC 3339 writes them, with any offset in and UTC out. Microseconds at most, which
 * is what PostgreSQL keeps: an answer must not change by having been stored.
 */
public final class Timestamps {
  // Offsets of up to a day are possible, although none beyond 18 hours is known to Java.
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(?<local>\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?)"
              + "([Zz]|(?<sign>[+-])(?<hours>[01]\\d|2[0-3]):(?<minutes>[0-5]\\d))");

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Timestamps() {}

  /**
   * The instant of a timestamp with its date, time and offset; empty if it is malformed, or has no
   * year of four digits in UTC: such an answer would be none of RFC 3339, and PostgreSQL reads no
   * such text.
   */
  public static Optional<Instant> parse(String text) {
    Matcher parts = RFC_3339.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Instant instant =
          LocalDateTime.parse(parts.group("local"))
              .minus(offset(parts))
              .toInstant(UTC)
              .truncatedTo(MICROS);
      return Optional.of(instant).filter(it -> !it.isBefore(FIRST) && !it.isAfter(LAST));
    } catch (DateTimeException noSuchInstant) {
      return Optional.empty();
    }
  }

  private static Duration offset(Matcher parts) {
    String sign = parts.group("sign");
    if (sign == null) {
      return Duration.ZERO;
    }
    Duration size =
        Duration.ofHours(Long.parseLong(parts.group("hours")))
            .plusMinutes(Long.parseLong(parts.group("minutes")));
    return sign.equals("-") ? size.negated() : size;
  }

  public static String format(Instant instant) {
    return instant.truncatedTo(MICROS).toString();
  }
}
