package io.spendhub.platform.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.quarkus.vertx.http.runtime.filters.AbstractResponseWrapper;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answer to an operation that a call of the gRPC API asks for, instead of the connection.
 * Written to by one thread at a time, which is not always the same.
 */
final class InnerResponse extends AbstractResponseWrapper {
  /** The whole answer. */
  record Answer(int status, MultiMap headers, Buffer body) {}

  private final HttpServerResponse outer;
  private final Promise<Answer> answer = Promise.promise();
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
  private final Buffer body = Buffer.buffer();
  private int status = 200;
  private boolean headWritten;
  private boolean ended;
  private @Nullable Handler<Void> onHeaders;
  private @Nullable Handler<Void> onBody;
  private @Nullable Handler<Void> onEnd;
  private @Nullable Handler<Void> onClose;
  private @Nullable Handler<Throwable> onFailure;

  InnerResponse(HttpServerResponse outer) {
    super(outer);
    this.outer = outer;
  }

  Future<Answer> answer() {
    return answer.future();
  }

  /** Tells whoever works on it that nobody waits any more. */
  void abandon() {
    @Nullable Handler<Void> told;
    synchronized (this) {
      told = ended ? null : onClose;
    }
    if (told != null) {
      told.handle(null);
    }
  }

  @Override
  public int getStatusCode() {
    return status;
  }

  @Override
  public HttpServerResponse setStatusCode(int code) {
    status = code;
    return this;
  }

  @Override
  public HttpServerResponse setStatusMessage(String message) {
    return this;
  }

  @Override
  public HttpServerResponse setChunked(boolean chunked) {
    return this;
  }

  @Override
  public MultiMap headers() {
    return headers;
  }

  @Override
  public HttpServerResponse putHeader(String name, String value) {
    headers.set(name, value);
    return this;
  }

  @Override
  public HttpServerResponse putHeader(CharSequence name, CharSequence value) {
    headers.set(name, value);
    return this;
  }

  @Override
  public HttpServerResponse putHeader(String name, Iterable<String> values) {
    headers.set(name, values);
    return this;
  }

  @Override
  public HttpServerResponse putHeader(CharSequence name, Iterable<CharSequence> values) {
    headers.set(name, values);
    return this;
  }

  @Override
  public synchronized HttpServerResponse exceptionHandler(@Nullable Handler<Throwable> handler) {
    onFailure = handler;
    return this;
  }

  @Override
  public synchronized HttpServerResponse closeHandler(@Nullable Handler<Void> handler) {
    onClose = handler;
    return this;
  }

  @Override
  public synchronized HttpServerResponse endHandler(@Nullable Handler<Void> handler) {
    onEnd = handler;
    return this;
  }

  @Override
  public synchronized HttpServerResponse headersEndHandler(@Nullable Handler<Void> handler) {
    onHeaders = handler;
    return this;
  }

  @Override
  public synchronized HttpServerResponse bodyEndHandler(@Nullable Handler<Void> handler) {
    onBody = handler;
    return this;
  }

  @Override
  public HttpServerResponse drainHandler(@Nullable Handler<Void> handler) {
    return this;
  }

  @Override
  public HttpServerResponse setWriteQueueMaxSize(int size) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public Future<Void> writeHead() {
    writeHeadOnce();
    return Future.succeededFuture();
  }

  @Override
  @SuppressWarnings("deprecation") // There is no other way to memory that is to be given back.
  public Future<Void> write(Buffer data) {
    writeHeadOnce();
    ByteBuf bytes = data.getByteBuf();
    body.appendBytes(ByteBufUtil.getBytes(bytes));
    // As the connection does with what it has sent: it may be memory of a pool.
    bytes.release();
    return Future.succeededFuture();
  }

  @Override
  public void write(Buffer data, @Nullable Handler<AsyncResult<Void>> handler) {
    tell(handler, write(data));
  }

  @Override
  public Future<Void> write(String data) {
    return write(Buffer.buffer(data));
  }

  @Override
  public void write(String data, @Nullable Handler<AsyncResult<Void>> handler) {
    tell(handler, write(data));
  }

  @Override
  public Future<Void> end(Buffer data) {
    write(data);
    return end();
  }

  @Override
  public void end(Buffer data, @Nullable Handler<AsyncResult<Void>> handler) {
    tell(handler, end(data));
  }

  @Override
  public Future<Void> end(String data) {
    return end(Buffer.buffer(data));
  }

  @Override
  public void end(String data, @Nullable Handler<AsyncResult<Void>> handler) {
    tell(handler, end(data));
  }

  @Override
  public void end(@Nullable Handler<AsyncResult<Void>> handler) {
    tell(handler, end());
  }

  @Override
  public Future<Void> end() {
    writeHeadOnce();
    ended = true;
    tell(onBody);
    tell(onEnd);
    answer.tryComplete(new Answer(status, headers, body));
    return Future.succeededFuture();
  }

  @Override
  public boolean reset(long code) {
    return fail();
  }

  @Override
  public boolean reset() {
    return fail();
  }

  @Override
  @SuppressWarnings("deprecation")
  public void close() {
    fail();
  }

  private boolean fail() {
    Throwable broken = new IllegalStateException("the operation ended without an answer");
    @Nullable Handler<Throwable> told = onFailure;
    if (!ended && told != null) {
      told.handle(broken);
    }
    ended = true;
    return answer.tryFail(broken);
  }

  private void writeHeadOnce() {
    if (!headWritten) {
      tell(onHeaders);
      headWritten = true;
    }
  }

  private static void tell(@Nullable Handler<Void> handler) {
    if (handler != null) {
      handler.handle(null);
    }
  }

  private static void tell(
      @Nullable Handler<AsyncResult<Void>> handler, AsyncResult<Void> written) {
    if (handler != null) {
      handler.handle(written);
    }
  }

  @Override
  public boolean headWritten() {
    return headWritten;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public boolean closed() {
    return ended || outer.closed();
  }

  @Override
  public long bytesWritten() {
    return body.length();
  }
}
