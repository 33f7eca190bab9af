package io.spendhub.replay;

import io.spendhub.replay.client.Backoff;
import io.spendhub.replay.client.ReplayFailure;
import io.spendhub.replay.purchases.PurchaseFiles;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * The replay's commands, for a service that is up. Each returns an exit code: 0 when the service
 * agrees with the file, 1 when it does not or when the replay had to stop, 2 for wrong arguments.
 */
public final class ReplayMain {
  private static final int AGREES = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private ReplayMain() {}

  /** Looks at the arguments and at the file that they name, and sends nothing. */
  public static int check(String[] args) {
    return check(args, System.out);
  }

  /** Replays the file that the arguments name. */
  public static int replay(String[] args, URI serviceUrl) {
    return replay(args, Settings.of(serviceUrl), Backoff.PATIENT, System.out);
  }

  /** Makes an organization of a generated sample and prints how to go on by hand. */
  public static int demo(URI serviceUrl) {
    return demo(Settings.of(serviceUrl), Backoff.PATIENT, System.out);
  }

  static int check(String[] args, PrintStream out) {
    try {
      PurchaseFiles.read(Options.parse(args).file(), Instant.now());
      return AGREES;
    } catch (IllegalArgumentException wrong) {
      return misused(wrong, out);
    } catch (ReplayFailure failure) {
      return failed(failure, out);
    }
  }

  static int replay(String[] args, Settings settings, Backoff backoff, PrintStream out) {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException wrong) {
      return misused(wrong, out);
    }
    return withClient(
        out, http -> new Replay(http, settings, backoff, out).run(options).report().agrees());
  }

  static int demo(Settings settings, Backoff backoff, PrintStream out) {
    return withClient(out, http -> new Demo(http, settings, backoff, out).run());
  }

  private static int withClient(PrintStream out, Predicate<HttpClient> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient http = client(threads)) {
      if (work.test(http)) {
        return AGREES;
      }
      out.println("The service does not agree with the file.");
      return FAILED;
    } catch (ReplayFailure failure) {
      return failed(failure, out);
    }
  }

  private static int misused(IllegalArgumentException wrong, PrintStream out) {
    out.println(wrong.getMessage() + ".");
    out.println(Options.USAGE);
    return MISUSED;
  }

  private static int failed(ReplayFailure failure, PrintStream out) {
    out.println(failure.getMessage());
    return FAILED;
  }

  private static HttpClient client(ExecutorService threads) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        .executor(threads)
        .build();
  }
}
