package io.spendhub.replay;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Sends a purchase file through the public API and reports what the service says became of it. */
final class Replay {

  /** The organization that the file is in now, and what became of it. */
  record Result(KeptOrganization organization, Report report) {}

  private static final int REACH_MILLIS = 3_000;

  private final HttpClient http;
  private final Settings settings;
  private final Backoff backoff;
  private final PrintStream out;

  Replay(HttpClient http, Settings settings, Backoff backoff, PrintStream out) {
    this.http = http;
    this.settings = settings;
    this.backoff = backoff;
    this.out = out;
  }

  Result run(Options options) {
    Instant start = Instant.now();
    PurchaseFile file = PurchaseFiles.read(options.file(), start);
    out.printf(Locale.ROOT, "%s: %,d rows.%n", file.name(), file.rows().size());
    sayIfNobodyIsThere();
    Tenancy tenancy = new Tenancy(http, settings, backoff, out);
    StateFile state = StateFile.of(settings, file, options.limits());
    KeptOrganization organization = tenancy.find(state, file, start);
    Api api = tenancy.of(organization);
    List<OpenWallet> wallets = open(file, options, api);
    double rowSeconds = send(file, options, api, wallets);
    out.println("Reading the statements back.");
    Report report = report(wallets, new Statements(api).read(wallets, options.wallets()));
    out.println();
    report.lines().forEach(out::println);
    printDuration(start, file.rows().size(), rowSeconds);
    return new Result(organization, report);
  }

  /** Every call is sent again for so long; who waits in front of it should know why. */
  private void sayIfNobodyIsThere() {
    URI service = settings.service();
    int port = service.getPort() >= 0 ? service.getPort() : defaultPort(service);
    try (Socket closedAtOnce = new Socket()) {
      closedAtOnce.connect(new InetSocketAddress(service.getHost(), port), REACH_MILLIS);
    } catch (IOException nobody) {
      out.printf(
          Locale.ROOT,
          "Nobody answers at %s yet; trying again for %s. SPENDHUB_URL says where the service is.%n",
          service,
          Durations.text(backoff.total().toMillis() / 1e3));
    }
  }

  private static int defaultPort(URI service) {
    return "https".equals(service.getScheme()) ? 443 : 80;
  }

  private List<OpenWallet> open(PurchaseFile file, Options options, Api api) {
    Setup setup = new Setup(api, Keys.of(file), options.limits());
    List<TeamPlan> teams = TeamPlan.of(file.rows());
    List<List<OpenWallet>> opened = new ArrayList<>();
    List<Runnable> openings = new ArrayList<>();
    for (TeamPlan team : teams) {
      List<OpenWallet> ofTeam = new ArrayList<>();
      opened.add(ofTeam);
      openings.add(() -> ofTeam.addAll(setup.open(team)));
    }
    Lanes.run(options.wallets(), openings);
    List<OpenWallet> wallets = opened.stream().flatMap(List::stream).toList();
    int cards = wallets.stream().mapToInt(wallet -> wallet.cardIds().size()).sum();
    out.printf(
        Locale.ROOT,
        "%,d teams, %,d wallets and %,d cards are there.%n",
        teams.size(),
        wallets.size(),
        cards);
    return wallets;
  }

  /** Returns the seconds it took. */
  private double send(PurchaseFile file, Options options, Api api, List<OpenWallet> wallets) {
    long startNanos = System.nanoTime();
    try (Progress progress = Progress.start(out, onTerminal(), file.rows().size())) {
      List<Runnable> lanes = new ArrayList<>();
      // The longest first: they decide when all is done.
      wallets.stream()
          .sorted(Comparator.comparingInt((OpenWallet w) -> w.plan().rows().size()).reversed())
          .map(wallet -> new Lane(api, Keys.of(file), wallet, progress::rowDone))
          .forEach(lanes::add);
      Lanes.run(options.wallets(), lanes);
    }
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /** Without a terminal, Java 22 to 24 answer a console that says so, and Java 25 answers none. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static Report report(List<OpenWallet> wallets, Tally tally) {
    return new Report(wallets.stream().map(OpenWallet::plan).toList(), tally);
  }

  private void printDuration(Instant start, int rows, double rowSeconds) {
    double seconds = (Instant.now().toEpochMilli() - start.toEpochMilli()) / 1e3;
    out.printf(
        Locale.ROOT,
        "Duration: %s, of which the rows took %s (%,.0f rows/s).%n",
        Durations.text(seconds),
        Durations.text(rowSeconds),
        rows / Math.max(rowSeconds, 1e-3));
  }
}
