package io.spendhub.platform.http.calls;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a body may have. JSON is held in memory, so it stays small; CSV is streamed.
 * {@code quarkus.http.limits.max-body-size} lies above both, because Quarkus answers its own limit
 * without a problem.
 */
public final class BodyLimits {
  public static final long JSON_BYTES = 4L * 1024 * 1024;
  static final long STREAM_BYTES = 256L * 1024 * 1024;

  private BodyLimits() {}

  static long of(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/csv")
        ? STREAM_BYTES
        : JSON_BYTES;
  }

  /** Whether the request announces a body that it will not be allowed to finish. */
  static boolean exceededByDeclaration(HttpServerRequest request) {
    String declared = request.getHeader("Content-Length");
    return declared != null && isOver(declared, of(request.getHeader("Content-Type")));
  }

  private static boolean isOver(String declared, long limit) {
    try {
      return Long.parseLong(declared) > limit;
    } catch (NumberFormatException notANumber) {
      return true;
    }
  }
}
