package io.spendhub.platform.http.calls;

import io.spendhub.shared.CardNumbers;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a call stands in a distributed trace (W3C Trace Context, level 1).
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId 16 hexadecimal digits, not all zero
 * @param flags 2 hexadecimal digits
 */
record TraceParent(String traceId, String spanId, String flags) {
  // Versions after 00 may append fields; what we know of is read from their start, as the
  // recommendation asks.
  private static final Pattern FORMAT =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");
  private static final String NOT_SAMPLED = "00";

  /** The caller's trace with a span of our own, or a new trace if the caller named none. */
  static TraceParent continuing(@Nullable String header) {
    return Optional.ofNullable(header)
        .flatMap(TraceParent::parse)
        .orElseGet(() -> new TraceParent(randomId() + randomId(), randomId(), NOT_SAMPLED));
  }

  private static Optional<TraceParent> parse(String header) {
    Matcher matcher = FORMAT.matcher(header);
    // Of random ids one in five hundred looks like a card number as well; its trace begins anew.
    boolean valid =
        matcher.matches()
            && (!"00".equals(matcher.group(1)) || matcher.group(4) == null)
            && !CardNumbers.containsCardNumber(matcher.group(2));
    return valid
        ? Optional.of(new TraceParent(matcher.group(2), randomId(), matcher.group(3)))
        : Optional.empty();
  }

  // These ids tell requests apart in logs; nothing relies on their being hard to guess.
  private static String randomId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
  }

  String header() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }
}
