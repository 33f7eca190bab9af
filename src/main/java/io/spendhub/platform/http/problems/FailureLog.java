package io.spendhub.platform.http.problems;

import io.spendhub.platform.http.calls.RequestGate;
import io.spendhub.platform.http.calls.RequestIdentity;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Logs the failures that are ours; those of callers are answered and not logged, but for {@link
 * RefusedRights}.
 */
public final class FailureLog {
  private static final Logger LOG = Logger.getLogger(FailureLog.class);

  private FailureLog() {}

  public static void record(Fault fault, @Nullable Throwable failure, RoutingContext context) {
    if (fault.status() < 500 || RequestGate.wasBroken(context)) {
      return;
    }
    MDC.put("requestId", RequestIdentity.of(context).requestId());
    String message = context.request().method() + " " + place(context.normalizedPath()) + " failed";
    if (fault.status() == 503) {
      LOG.warnf("%s, to be tried again: %s", message, String.valueOf(failure));
    } else {
      LOG.error(message, failure);
    }
  }

  /** The rest of a path may be a secret, such as a code that is shown once. */
  static String place(String path) {
    return path.replaceFirst("^(/[^/]*/[^/]*/).+", "$1...");
  }
}
