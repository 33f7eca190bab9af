package io.spendhub.platform.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks names up on threads of their own: a look-up blocks its thread in the system's library, and
 * on a virtual one it would take the processor from all others. Who asks for a name that is being
 * looked up waits for the same answer, so that a name whose servers are silent takes one thread;
 * and of an organization few are looked up at once, so that one with many such names stops nobody
 * else's.
 */
final class Lookups {
  static final int MOST_OF_ONE = 4;
  private static final int THREADS = 64;
  private static final long IDLE_SECONDS = 30;

  private final Resolver resolver;
  private final Map<String, CompletableFuture<List<InetAddress>>> running = new HashMap<>();
  private final Map<UUID, Integer> ofOne = new HashMap<>();
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

  /** There was no room to look a name up now, which says nothing about the name. */
  static final class NoRoom extends Exception {
    private static final long serialVersionUID = 1L;

    NoRoom() {
      super("too many names are looked up", null, false, false);
    }
  }

  /** What a look-up finds; it fails where nothing is found, and with {@link NoRoom}. */
  synchronized CompletableFuture<List<InetAddress>> of(UUID organizationId, String host) {
    CompletableFuture<List<InetAddress>> other = running.get(host);
    if (other != null) {
      return other;
    }
    if (ofOne.getOrDefault(organizationId, 0) >= MOST_OF_ONE) {
      return CompletableFuture.failedFuture(new NoRoom());
    }
    CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
    try {
      threads.execute(() -> lookUp(organizationId, host, mine));
    } catch (RejectedExecutionException tooMany) {
      return CompletableFuture.failedFuture(new NoRoom());
    }
    running.put(host, mine);
    ofOne.merge(organizationId, 1, Integer::sum);
    return mine;
  }

  private void lookUp(
      UUID organizationId, String host, CompletableFuture<List<InetAddress>> answer) {
    Optional<List<InetAddress>> found = Optional.empty();
    try {
      found = found(host);
    } finally {
      ended(organizationId, host);
      found.ifPresentOrElse(
          answer::complete, () -> answer.completeExceptionally(new UnknownHostException(host)));
    }
  }

  private Optional<List<InetAddress>> found(String host) {
    try {
      return Optional.of(List.of(resolver.resolve(host)));
    } catch (UnknownHostException | RuntimeException unknown) {
      return Optional.empty();
    }
  }

  private synchronized void ended(UUID organizationId, String host) {
    running.remove(host);
    ofOne.computeIfPresent(organizationId, (id, number) -> number > 1 ? number - 1 : null);
  }
}
