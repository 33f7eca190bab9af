package io.spendhub.platform.http;

import io.spendhub.shared.Ids;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * By what a request is found again in logs, events and traces.
 *
 * @param requestId 1 to 128 visible ASCII characters, the caller's if it was such, else made here
 */
record RequestIdentity(String requestId, TraceParent trace) {
  private static final String REQUEST_ID_HEADER = "X-Request-Id";
  private static final String TRACE_HEADER = "traceparent";
  private static final int MAXIMUM_LENGTH = 128;
  private static final String KEY = RequestIdentity.class.getName();

  /** An identity for work that no request began. */
  static RequestIdentity made() {
    return new RequestIdentity(Ids.next().toString(), TraceParent.continuing(null));
  }

  /** The identity of this request, read from its headers the first time and kept with it. */
  static RequestIdentity of(RoutingContext context) {
    RequestIdentity known = context.get(KEY);
    if (known != null) {
      return known;
    }
    HttpServerRequest request = context.request();
    RequestIdentity identity =
        new RequestIdentity(
            requestId(request.getHeader(REQUEST_ID_HEADER)),
            TraceParent.continuing(request.getHeader(TRACE_HEADER)));
    context.put(KEY, identity);
    return identity;
  }

  void writeTo(HttpServerResponse response) {
    response.putHeader(REQUEST_ID_HEADER, requestId).putHeader(TRACE_HEADER, trace.header());
  }

  private static String requestId(@Nullable String given) {
    return given != null && isAcceptable(given) ? given : Ids.next().toString();
  }

  private static boolean isAcceptable(String given) {
    return !given.isEmpty()
        && given.length() <= MAXIMUM_LENGTH
        && given.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }
}
