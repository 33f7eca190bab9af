package io.spendhub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.platform.postgres.EmbeddedPostgres;
import io.spendhub.testing.PackagedProgram;
import io.spendhub.testing.RunningService;
import io.spendhub.testing.api.Together;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Rounds in which a crowd moves money while a service or PostgreSQL is killed. In the first half of
 * them one service has a database of its own, in the second half two services share that database.
 * After each round every command of it is looked for, and the books of all rounds are compared;
 * after the last one every command of all rounds is looked for again.
 */
final class Torture implements AutoCloseable {
  private static final int SCENES = 2;
  private static final int THREADS = 16;

  /** One round in so many kills PostgreSQL, the second one of a half first. */
  private static final int POSTGRESQL_EVERY = 3;

  private final Path data;
  private final Journal journal;
  private final SplittableRandom random;
  private final Consumer<String> report;
  private final List<Scene> scenes = new ArrayList<>();
  private final List<Victim> victims = new ArrayList<>();
  private Crowd.Tally total = new Crowd.Tally(Duration.ZERO, 0, 0, 0, 0);
  private Optional<EmbeddedPostgres> postgres = Optional.empty();
  private Optional<Services> running = Optional.empty();
  private int proven;

  /**
   * @param directory in which the database and the journal of the client are made
   * @param report told a line for each round
   */
  Torture(Path directory, long seed, Consumer<String> report) throws IOException {
    this.data = directory.resolve("data").toAbsolutePath();
    this.journal = Journal.begunIn(directory.resolve("journal"));
    this.random = new SplittableRandom(seed);
    this.report = report;
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
  }

  /** Runs so many rounds, and fails at the first thing that is not as it was acknowledged. */
  void run(int rounds) {
    int alone = (rounds + 1) / 2;
    begin(Services.one(RunningService.starting(data)));
    IntStream.range(0, SCENES).forEach(number -> scenes.add(Scene.open()));
    IntStream.range(0, alone).forEach(this::round);
    proveFromOutside();
    end();
    postgres = Optional.of(EmbeddedPostgres.start(data));
    begin(Services.two(postgres.orElseThrow().address()));
    IntStream.range(0, rounds - alone).forEach(this::round);
    prove(journal.deeds(), 0);
    proveFromOutside();
    report.accept(
        "%d kills, %d of them of PostgreSQL, %d in flight then; %s; each is there once"
            .formatted(victims.size(), victimsOfPostgresql(), total.inFlight(), total));
    assertThat(total.unanswered()).as("commands that had to be repeated").isPositive();
  }

  private void begin(Services services) {
    running = Optional.of(services);
  }

  private Services services() {
    return running.orElseThrow();
  }

  private long victimsOfPostgresql() {
    return victims.stream().filter(Victim.OF_POSTGRESQL::contains).count();
  }

  private void round(int ofHalf) {
    Victim victim = ofHalf % POSTGRESQL_EVERY == 1 ? oneOf(Victim.OF_POSTGRESQL) : Victim.SERVICE;
    int service = random.nextInt(services().count());
    victims.add(victim);
    Crowd crowd = new Crowd(services(), scenes, journal);
    Crowd.Tally tally =
        crowd.callDuring("r" + victims.size(), random.split(), () -> kill(victim, service));
    services().awaitReady();
    total = total.plus(tally);
    List<Deed> deeds = journal.deeds();
    prove(deeds, proven);
    report.accept(
        "round %d, %s: killed %s after %,d ms, %d in flight; %s; verification ok"
            .formatted(
                victims.size(),
                services().count() == 1 ? "one service" : "two services",
                victim,
                tally.killedAfter().toMillis(),
                tally.inFlight(),
                tally));
    proven = deeds.size();
  }

  private <T> T oneOf(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  private void kill(Victim victim, int service) {
    if (victim == Victim.SERVICE) {
      services().get(service).kill();
      services().replace(service, another());
    } else {
      victim.kill(data);
    }
  }

  /** PostgreSQL outlives a service that brought it along; the next one takes it over. */
  private RunningService another() {
    return postgres
        .map(shared -> RunningService.starting(shared.address()))
        .orElseGet(() -> RunningService.starting(data));
  }

  /**
   * @param from the first command that is asked for by itself; sums are of all
   */
  private void prove(List<Deed> deeds, int from) {
    List<Deed> each = deeds.subList(from, deeds.size());
    Together.run(
        THREADS,
        thread -> {
          for (int i = thread; i < each.size(); i += THREADS) {
            proveAnsweredAgain(i, each.get(i));
            proveReadBack(i, each.get(i));
          }
          return thread;
        });
    for (int number = 0; number < SCENES; number++) {
      int scene = number;
      List<Deed> its = deeds.stream().filter(deed -> deed.scene() == scene).toList();
      OwnBooks.of(scenes.get(scene), its).assertAgree();
      services().proveLedger(scenes.get(scene).spending());
    }
  }

  private void proveAnsweredAgain(int number, Deed deed) {
    Reply again = services().send(number, scenes.get(deed.scene()).spending(), deed.command());
    assertThat(again.replayed()).as("%s: %s", deed, again).isTrue();
    assertThat(again.status()).as("%s", deed).isEqualTo(deed.reply().status());
    assertThat(again.body()).as("%s", deed).isEqualTo(deed.reply().body());
  }

  private void proveReadBack(int number, Deed deed) {
    if (deed.reply().done()) {
      deed.readBack()
          .ifPresent(
              path -> {
                Reply shown = services().get(number, scenes.get(deed.scene()).spending(), path);
                assertThat(shown.status()).as("%s: %s", deed, shown).isEqualTo(200);
                assertThat(shown.id()).as("%s", deed).isEqualTo(deed.reply().id());
              });
    }
  }

  /** By a process that has seen nothing of what happened. */
  private void proveFromOutside() {
    DatabaseAddress database = EmbeddedPostgres.runningIn(data).orElseThrow();
    PackagedProgram.Ended proof = PackagedProgram.run(database, "verify");
    assertThat(proof.code()).as(proof.output()).isZero();
  }

  private void end() {
    running.ifPresent(Services::close);
    running = Optional.empty();
    postgres.ifPresent(EmbeddedPostgres::close);
    postgres = Optional.empty();
  }

  /** Ends in order what runs, and without order what is left of it after a failure. */
  @Override
  public void close() throws IOException {
    end();
    Victim.killAll(data);
    journal.close();
  }

  private void killAll() {
    running.ifPresent(Services::kill);
    postgres.ifPresent(EmbeddedPostgres::close);
    Victim.killAll(data);
  }
}
