package io.spendhub.platform.http.calls;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The media types that a caller takes for an answer (RFC 9110, 12.5.1): of the ranges that a type
 * is in, the one that says most of it decides, and a weight of 0 is a no. Their order and what
 * other weights prefer are left to whoever writes the answer.
 */
final class Accepted {
  private static final String ANY = "*";

  /**
   * @param weight 0 to 1
   */
  private record Range(String type, String subtype, double weight) {
    boolean covers(String[] media) {
      return (type.equals(ANY) || type.equals(media[0]))
          && (subtype.equals(ANY) || subtype.equals(media[1]));
    }

    int precision() {
      return (type.equals(ANY) ? 0 : 1) + (subtype.equals(ANY) ? 0 : 1);
    }
  }

  private final List<String> written;

  private Accepted(List<String> written) {
    this.written = written;
  }

  /**
   * What the headers of a request say.
   *
   * @param headers each {@code Accept} that was sent; without one, or where all of them are empty,
   *     everything is accepted
   */
  static Accepted of(List<String> headers) {
    return new Accepted(
        headers.stream()
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .map(range -> range.strip().toLowerCase(Locale.ROOT))
            .filter(range -> !range.isEmpty())
            .toList());
  }

  /** Whether nothing was said that an answer could be at odds with. */
  boolean isEverything() {
    return written.isEmpty() || written.equals(List.of("*/*"));
  }

  /** Whether an answer of this media type, which has no parameters, is taken. */
  boolean allows(String mediaType) {
    String[] media = mediaType.toLowerCase(Locale.ROOT).split("/", 2);
    return written.isEmpty()
        || written.stream()
            .flatMap(text -> range(text).stream())
            .filter(range -> range.covers(media))
            .max(Comparator.comparingInt(Range::precision).thenComparingDouble(Range::weight))
            .filter(range -> range.weight() > 0)
            .isPresent();
  }

  /** A range that cannot be read accepts nothing. */
  private static Optional<Range> range(String text) {
    String[] parts = text.split(";", -1);
    String[] media = parts[0].strip().split("/", 2);
    return media.length < 2
        ? Optional.empty()
        : weight(parts).map(weight -> new Range(media[0], media[1], weight));
  }

  private static Optional<Double> weight(String[] parts) {
    Optional<String> given =
        Arrays.stream(parts)
            .skip(1)
            .map(String::strip)
            .filter(parameter -> parameter.startsWith("q="))
            .map(parameter -> parameter.substring(2))
            .findFirst();
    try {
      return given.isEmpty() ? Optional.of(1.0) : given.map(Double::valueOf);
    } catch (NumberFormatException unreadable) {
      return Optional.empty();
    }
  }
}
