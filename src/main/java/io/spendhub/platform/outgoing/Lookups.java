package io.spendhub.platform.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks names up on threads of their own: a look-up blocks its thread in the system's library, and
 * on a virtual one it would take the processor from all others. Who asks for a name that is being
 * looked up waits for the same answer, so that a name whose servers are silent takes one thread.
 */
final class Lookups {
  private static final int THREADS = 64;
  private static final long IDLE_SECONDS = 30;

  private final Resolver resolver;
  private final Map<String, CompletableFuture<List<InetAddress>>> running =
      new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("lookup-", 0).daemon().factory());

  Lookups(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The addresses of a name, at least one. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** What a look-up that has not ended finds; it fails where nothing is found. */
  CompletableFuture<List<InetAddress>> of(String host) {
    CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
    CompletableFuture<List<InetAddress>> other = running.putIfAbsent(host, mine);
    if (other != null) {
      return other;
    }
    try {
      threads.execute(() -> lookUp(host, mine));
    } catch (RejectedExecutionException tooMany) {
      running.remove(host);
      mine.completeExceptionally(tooMany);
    }
    return mine;
  }

  private void lookUp(String host, CompletableFuture<List<InetAddress>> answer) {
    try {
      answer.complete(List.of(resolver.resolve(host)));
    } catch (UnknownHostException | RuntimeException unknown) {
      answer.completeExceptionally(unknown);
    } finally {
      running.remove(host);
    }
  }
}
