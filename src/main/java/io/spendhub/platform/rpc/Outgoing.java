package io.spendhub.platform.rpc;

import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an answer, which any thread may add to: the call's event loop writes them, as
 * fast as the caller reads and no faster. How many may wait is up to whoever adds them.
 */
public final class Outgoing<T> {
  private final ServerCallStreamObserver<T> caller;
  private final IntConsumer written;
  private final Context context = Vertx.currentContext();
  private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable Status problem;
  private volatile boolean complete;
  private boolean ended;

  /**
   * Makes an answer without messages; to be called on the event loop, where the call begins.
   *
   * @param written told on the event loop how many more messages were written
   */
  public Outgoing(ServerCallStreamObserver<T> caller, IntConsumer written) {
    this.caller = caller;
    this.written = written;
    caller.setOnReadyHandler(this::write);
  }

  public void add(T message) {
    waiting.add(message);
    schedule();
  }

  /** Ends the answer once all that was added is written. */
  public void end() {
    complete = true;
    schedule();
  }

  /** Ends the answer at once. */
  public void fail(Status why) {
    waiting.clear();
    problem = why;
    complete = true;
    schedule();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      context.runOnContext(
          turn -> {
            scheduled.set(false);
            write();
          });
    }
  }

  private void write() {
    int count = 0;
    while (!ended && !caller.isCancelled() && caller.isReady() && !waiting.isEmpty()) {
      caller.onNext(waiting.remove());
      count++;
    }
    if (count > 0) {
      written.accept(count);
    }
    if (complete && !ended && waiting.isEmpty() && !caller.isCancelled()) {
      ended = true;
      @Nullable Status why = problem;
      if (why == null) {
        caller.onCompleted();
      } else {
        caller.onError(StatusProto.toStatusRuntimeException(why));
      }
    }
  }
}
