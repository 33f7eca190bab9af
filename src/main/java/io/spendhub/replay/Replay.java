package io.spendhub.replay;

import io.spendhub.replay.client.Api;
import io.spendhub.replay.client.Backoff;
import io.spendhub.replay.purchases.PurchaseFile;
import io.spendhub.replay.purchases.PurchaseFiles;
import io.spendhub.replay.report.Durations;
import io.spendhub.replay.report.Progress;
import io.spendhub.replay.report.Report;
import io.spendhub.replay.report.Tally;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
    Tenancy tenancy = new Tenancy(http, settings, backoff, options.requests(), out);
    StateFile state = StateFile.of(settings, file, options.limits());
    KeptOrganization organization = tenancy.find(state, file, start);
    Api api = tenancy.of(organization);
    List<OpenWallet> wallets = open(file, options, api);
    boolean isNew = organization.createdAt().equals(start);
    Map<String, DoneRows> done = isNew ? Map.of() : readDone(wallets, options, api);
    int before = done.values().stream().mapToInt(DoneRows::count).sum();
    double rowSeconds = send(file, options, api, wallets, done);
    out.println("Reading the statements back.");
    Report report = report(wallets, new Statements(api).read(wallets, options.requests()));
    out.println();
    report.lines().forEach(out::println);
    printDuration(start, file.rows().size() - before, rowSeconds);
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
    List<TeamPlan> teams = TeamPlan.of(file.rows());
    List<List<OpenWallet>> opened = new ArrayList<>();
    List<Runnable> openings = new ArrayList<>();
    try (Progress progress = Progress.start(out, onTerminal(), "cards", 0, cardsOf(teams))) {
      Setup setup = new Setup(api, Keys.of(file), options.limits(), progress::oneDone);
      for (TeamPlan team : teams) {
        List<OpenWallet> ofTeam = new ArrayList<>();
        opened.add(ofTeam);
        openings.add(() -> ofTeam.addAll(setup.open(team)));
      }
      Lanes.run(options.requests(), openings);
    }
    List<OpenWallet> wallets = opened.stream().flatMap(List::stream).toList();
    out.printf(
        Locale.ROOT,
        "%,d teams, %,d wallets and %,d cards are there.%n",
        teams.size(),
        wallets.size(),
        cardsOf(teams));
    return wallets;
  }

  private static int cardsOf(List<TeamPlan> teams) {
    return teams.stream()
        .flatMap(team -> team.wallets().stream())
        .mapToInt(wallet -> wallet.last4s().size())
        .sum();
  }

  /** By wallet, asked of the service, which alone knows what became of a run that was cut off. */
  private Map<String, DoneRows> readDone(List<OpenWallet> wallets, Options options, Api api) {
    Map<String, DoneRows> done = new ConcurrentHashMap<>();
    List<Runnable> readings = new ArrayList<>();
    wallets.forEach(
        wallet -> readings.add(() -> done.put(wallet.id(), DoneRows.read(api, wallet))));
    Lanes.run(options.requests(), readings);
    return done;
  }

  /** Returns the seconds it took. */
  private double send(
      PurchaseFile file,
      Options options,
      Api api,
      List<OpenWallet> wallets,
      Map<String, DoneRows> done) {
    long startNanos = System.nanoTime();
    int all = file.rows().size();
    int before = done.values().stream().mapToInt(DoneRows::count).sum();
    if (before > 0) {
      out.printf(Locale.ROOT, "%,d of %,d rows were there already.%n", before, all);
    }
    try (Progress progress = Progress.start(out, onTerminal(), "rows", before, all)) {
      List<Lane> lanes = new ArrayList<>();
      for (OpenWallet wallet : wallets) {
        DoneRows doneBefore = done.getOrDefault(wallet.id(), DoneRows.none());
        wallet
            .rowsByCardId()
            .forEach(
                (cardId, rows) ->
                    lanes.add(
                        new Lane(api, Keys.of(file), cardId, rows, doneBefore, progress::oneDone)));
      }
      // The longest first: they decide when all is done.
      lanes.sort(Comparator.comparingInt(Lane::length).reversed());
      Lanes.run(options.requests(), lanes);
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
