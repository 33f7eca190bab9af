package io.spendhub.platform.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.platform.outgoing.Lookups.NoRoom;
import io.spendhub.platform.outgoing.Reply.Answered;
import io.spendhub.platform.outgoing.Reply.NotTried;
import io.spendhub.platform.outgoing.Reply.Unanswered;
import io.spendhub.platform.outgoing.Reply.Why;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls servers that somebody else named. The name is looked up once, its addresses are checked,
 * and the connection goes to one of those that were: a name that changes in between changes
 * nothing. With TLS the server has to prove that it is the one of that name. Redirects are not
 * followed.
 */
@ApplicationScoped
public class OutgoingCalls {
  /** Of an answer no more is read. */
  public static final int MOST_READ_BYTES = 4_096;

  /** Of one server; whoever calls it more often at a time waits. */
  private static final int CONNECTIONS = 32;

  private static final int CONNECT_MILLIS = 5_000;
  private static final int KEPT_SECONDS = 5;

  private final Targets targets;
  private final HttpClient client;

  @Inject
  OutgoingCalls(Vertx vertx, Targets targets) {
    this(vertx, targets, new HttpClientOptions());
  }

  OutgoingCalls(Vertx vertx, Targets targets, HttpClientOptions options) {
    this.targets = targets;
    this.client =
        vertx.createHttpClient(
            options
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setSslHandshakeTimeout(CONNECT_MILLIS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(KEPT_SECONDS)
                .setVerifyHost(true));
  }

  /**
   * Posts a text of JSON, and waits for the whole answer.
   *
   * @param organizationId who named the server
   * @param patience for all of it, from the look-up of the name to the end of the answer
   */
  public Reply post(
      UUID organizationId,
      String url,
      Map<String, String> headers,
      String body,
      Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<Target> target = Target.of(url);
    if (target.isEmpty()) {
      return new Unanswered(Why.NOT_ALLOWED);
    }
    try {
      InetAddress address = targets.addressOf(organizationId, target.get(), patience);
      return new Exchange(Buffer.buffer(body))
          .answer(options(target.get(), address, headers), deadline - System.nanoTime());
    } catch (Targets.NotAllowed refused) {
      return new Unanswered(Why.NOT_ALLOWED);
    } catch (UnknownHostException unknown) {
      return new Unanswered(Why.UNREACHABLE);
    } catch (TimeoutException late) {
      return new Unanswered(Why.TIMEOUT);
    } catch (NoRoom tooMany) {
      return new NotTried();
    }
  }

  /** The host names the server in the request and in TLS; the connection goes to the address. */
  private static RequestOptions options(
      Target target, InetAddress address, Map<String, String> headers) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
            .setHost(target.host())
            .setPort(target.port())
            .setSsl(target.secure())
            .setURI(target.pathAndQuery())
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json");
    headers.forEach(options::putHeader);
    return options;
  }

  /** One request and its answer; its methods but the first run on the thread of the connection. */
  private final class Exchange {
    private final Buffer body;
    private final Buffer read = Buffer.buffer();
    private final CompletableFuture<Answered> answer = new CompletableFuture<>();

    Exchange(Buffer body) {
      this.body = body;
    }

    Reply answer(RequestOptions options, long nanos) throws TimeoutException {
      client.request(options).onSuccess(this::send).onFailure(answer::completeExceptionally);
      try {
        return answer.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
      } catch (ExecutionException failed) {
        return new Unanswered(Why.UNREACHABLE);
      } catch (InterruptedException told) {
        Thread.currentThread().interrupt();
        return new Unanswered(Why.UNREACHABLE);
      } finally {
        answer.cancel(false);
      }
    }

    /** Whoever does not wait any more wants the connection closed, whenever there is one. */
    private void send(HttpClientRequest request) {
      var _ =
          answer.whenComplete(
              (answered, failure) -> {
                if (failure != null) {
                  request.reset();
                }
              });
      if (!answer.isDone()) {
        request
            .send(body)
            .onSuccess(response -> receive(request, response))
            .onFailure(answer::completeExceptionally);
      }
    }

    private void receive(HttpClientRequest request, HttpClientResponse response) {
      response.exceptionHandler(answer::completeExceptionally);
      response.handler(
          part -> {
            read.appendBuffer(
                part.slice(0, Math.min(part.length(), MOST_READ_BYTES - read.length())));
            if (read.length() == MOST_READ_BYTES) {
              answer.complete(answered(response));
              request.reset();
            }
          });
      response.endHandler(end -> answer.complete(answered(response)));
    }

    private Answered answered(HttpClientResponse response) {
      return new Answered(response.statusCode(), retryAfter(response), read.toString(UTF_8));
    }
  }

  private static Optional<Duration> retryAfter(HttpClientResponse response) {
    return Optional.ofNullable(response.getHeader("Retry-After"))
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
