package io.spendhub.platform.http.calls;

import io.spendhub.shared.CardNumbers;
import io.spendhub.shared.Ids;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * By what a request is found again in logs, events and traces. All of these are kept, so none of
 * them may be a card number; of two that were given nobody knows which one is meant.
 *
 * @param requestId 1 to 128 visible ASCII characters, the caller's if it was such, else made here
 */
public record RequestIdentity(String requestId, TraceParent trace) {
  private static final String REQUEST_ID_HEADER = "X-Request-Id";
  private static final String TRACE_HEADER = "traceparent";
  private static final int MAXIMUM_LENGTH = 128;
  private static final String KEY = RequestIdentity.class.getName();

  /** An identity for work that no request began. */
  static RequestIdentity made() {
    return new RequestIdentity(Ids.next().toString(), TraceParent.continuing(null));
  }

  /** The identity of this request, read from its headers the first time and kept with it. */
  public static RequestIdentity of(RoutingContext context) {
    RequestIdentity known = context.get(KEY);
    if (known != null) {
      return known;
    }
    RequestIdentity identity = of(context.request());
    context.put(KEY, identity);
    return identity;
  }

  /** The identity of a request that is answered without being routed; another one each time. */
  public static RequestIdentity of(HttpServerRequest request) {
    return new RequestIdentity(
        only(request, REQUEST_ID_HEADER)
            .filter(RequestIdentity::isAcceptable)
            .orElseGet(() -> Ids.next().toString()),
        TraceParent.continuing(only(request, TRACE_HEADER).orElse(null)));
  }

  private static Optional<String> only(HttpServerRequest request, String header) {
    List<String> given = request.headers().getAll(header);
    return given.size() == 1 ? Optional.of(given.getFirst()) : Optional.empty();
  }

  public void writeTo(HttpServerResponse response) {
    writeTo(response.headers());
  }

  public void writeTo(MultiMap headers) {
    headers.set(REQUEST_ID_HEADER, requestId).set(TRACE_HEADER, trace.header());
  }

  /** Whether a request may have this id: it is kept, told and logged. */
  public static boolean isAcceptable(String given) {
    return !given.isEmpty()
        && given.length() <= MAXIMUM_LENGTH
        && given.chars().allMatch(c -> c > ' ' && c < 0x7F)
        && !CardNumbers.containsCardNumber(given);
  }
}
