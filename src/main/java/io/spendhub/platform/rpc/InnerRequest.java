package io.spendhub.platform.rpc;

import io.spendhub.platform.http.calls.RequestIdentity;
import io.spendhub.platform.rpc.HttpOperation.Asked;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the HTTP API as a call of the gRPC API asks for it: from the same connection and
 * with the same headers, which are the metadata of the call, but for those that are gRPC's own. Its
 * body is there from the beginning.
 */
final class InnerRequest extends HttpServerRequestWrapper {
  private static final Set<String> OF_THE_CALL =
      Set.of(
          "accept",
          "accept-encoding",
          "content-length",
          "content-type",
          "expect",
          "te",
          "transfer-encoding");

  private final Context context;
  private final Asked asked;
  private final InnerResponse response;
  private final MultiMap headers;
  private final MultiMap params = MultiMap.caseInsensitiveMultiMap();
  private @Nullable Handler<Buffer> onData;
  private @Nullable Handler<Void> onEnd;
  private long demand = Long.MAX_VALUE;
  private boolean ended;

  /**
   * Makes the request.
   *
   * @param identity of the call, which is the operation's too
   */
  InnerRequest(HttpServerRequest call, RequestIdentity identity, Asked asked, Context context) {
    super((HttpServerRequestInternal) call);
    this.context = context;
    this.asked = asked;
    this.response = new InnerResponse(call.response());
    this.headers = headers(call, identity, asked);
    this.ended = asked.body().length() == 0;
  }

  private static MultiMap headers(HttpServerRequest call, RequestIdentity identity, Asked asked) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    call.headers()
        .forEach(
            (name, value) -> {
              if (!OF_THE_CALL.contains(name) && !name.startsWith("grpc-")) {
                headers.add(name, value);
              }
            });
    identity.writeTo(headers);
    if (asked.body().length() > 0) {
      headers.set("content-type", "application/json");
      headers.set("content-length", String.valueOf(asked.body().length()));
    }
    return headers;
  }

  @Override
  public InnerResponse response() {
    return response;
  }

  @Override
  public HttpMethod method() {
    return asked.method();
  }

  @Override
  public String uri() {
    return asked.uri();
  }

  @Override
  public String path() {
    int query = asked.uri().indexOf('?');
    return query < 0 ? asked.uri() : asked.uri().substring(0, query);
  }

  @Override
  public @Nullable String query() {
    int query = asked.uri().indexOf('?');
    return query < 0 ? null : asked.uri().substring(query + 1);
  }

  @Override
  public MultiMap headers() {
    return headers;
  }

  @Override
  public MultiMap params(boolean semicolonIsNormalChar) {
    return params;
  }

  @Override
  public String absoluteURI() {
    return scheme() + "://" + host() + uri();
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public HttpServerRequest routed(String route) {
    return this;
  }

  @Override
  public long bytesRead() {
    return asked.body().length();
  }

  @Override
  public Future<Buffer> body() {
    ended = true;
    return Future.succeededFuture(asked.body());
  }

  @Override
  public Future<Void> end() {
    return Future.succeededFuture();
  }

  @Override
  public boolean isEnded() {
    return ended;
  }

  @Override
  public HttpServerRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public HttpServerRequest handler(@Nullable Handler<Buffer> handler) {
    onData = handler;
    return deliver();
  }

  @Override
  public HttpServerRequest endHandler(@Nullable Handler<Void> handler) {
    onEnd = handler;
    return deliver();
  }

  @Override
  public HttpServerRequest pause() {
    demand = 0;
    return this;
  }

  @Override
  public HttpServerRequest resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public HttpServerRequest fetch(long amount) {
    demand = Math.max(demand, amount);
    return deliver();
  }

  /** All at once, as soon as there is somebody to take it. */
  private HttpServerRequest deliver() {
    Handler<Buffer> data = onData;
    Handler<Void> end = onEnd;
    if (!ended && demand > 0 && data != null && end != null) {
      ended = true;
      data.handle(asked.body());
      end.handle(null);
    }
    return this;
  }
}
