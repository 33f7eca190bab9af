package io.spendhub.platform.http.calls;

import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.http.problems.Problems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;

/**
 * Takes in bodies that are small and of a known length before anybody is set to work on their
 * requests. Most are there with the headers already; whoever is set to work first would have to ask
 * the event loop for them and wait, which costs more than all else that HTTP does.
 */
final class SmallBodies {
  private static final int MOST_BYTES = 16 * 1024;
  private static final int DIGITS = 5;

  /** As long as those wait who read larger ones. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private SmallBodies() {}

  /** Goes on with a request at once or, if its body is small, as soon as that is there. */
  static void takeIn(RoutingContext context, Problems problems) {
    HttpServerRequest request = context.request();
    int length = lengthIfSmall(request);
    if (length == 0) {
      context.next();
      return;
    }
    long deadline =
        context.vertx().setTimer(PATIENCE.toMillis(), late -> giveUp(context, problems));
    Buffer body = Buffer.buffer(length);
    request.handler(body::appendBuffer);
    request.exceptionHandler(gone -> context.vertx().cancelTimer(deadline));
    request.endHandler(
        ended -> {
          if (context.vertx().cancelTimer(deadline)) {
            ((RoutingContextInternal) context).setBody(body);
            context.next();
          }
        });
  }

  /** Bytes; 0 where there are none, too many, none before they are asked for, or nobody knows. */
  private static int lengthIfSmall(HttpServerRequest request) {
    String declared = request.getHeader("Content-Length");
    boolean isSmall = declared != null && declared.length() <= DIGITS;
    if (!isSmall || request.getHeader("Expect") != null || isReadLater(request)) {
      return 0;
    }
    int length = Integer.parseInt(declared);
    return length > 0 && length <= MOST_BYTES ? length : 0;
  }

  /** Of HTTP/2 a request that has ended cannot be paused, which whoever answers it does first. */
  private static boolean isReadLater(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2;
  }

  private static void giveUp(RoutingContext context, Problems problems) {
    RequestGate.closeAfterAnswer(context);
    problems.send(Fault.of(400, "body_incomplete", "The body ended too early."), context);
  }
}
