package io.spendhub.ledger.command;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.ledger.Lane;
import io.spendhub.ledger.MoneyCommand;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.ledger.MoneyHandler;
import io.spendhub.ledger.MoneyHandler.Loaded;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.command.BatchTransaction.Became.Decided;
import io.spendhub.ledger.command.BatchTransaction.Became.Held;
import io.spendhub.platform.connections.driver.CommitInDoubt;
import io.spendhub.platform.idempotency.IdempotencyKey;
import io.spendhub.platform.idempotency.IdempotencyKeys;
import io.spendhub.platform.idempotency.IdempotencyKeys.Known;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.idempotency.Outcome.Refused;
import io.spendhub.platform.idempotency.OutcomeText;
import io.spendhub.shared.Later;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One batch in one transaction: lock the accounts, look up the keys, read what the decisions need,
 * decide one after another, save the effects of all, commit.
 *
 * <p>The keys are looked up after the locks, so a repetition of a request that was in flight on the
 * same account finds its answer; one that slipped past on another account collides when the keys
 * are kept, and the whole batch is run again.
 */
@ApplicationScoped
class BatchTransaction {
  private static final Logger LOG = Logger.getLogger(BatchTransaction.class);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Journals journals;
  private final IdempotencyKeys keys;
  private final OutcomeText text;
  private final EngineMetrics metrics;
  private final CommitLookup commits;
  private final List<MoneyHandler<?>> handlers;

  BatchTransaction(
      Journals journals,
      IdempotencyKeys keys,
      OutcomeText text,
      EngineMetrics metrics,
      CommitLookup commits,
      @All List<MoneyHandler<?>> handlers) {
    this.journals = journals;
    this.keys = keys;
    this.text = text;
    this.metrics = metrics;
    this.commits = commits;
    this.handlers = handlers;
  }

  /** What a transaction does about accounts that another one holds. */
  sealed interface Locking {
    /** Leaves the commands on them alone. */
    record WhatIsFree() implements Locking {}

    /** Waits for one of them for as long as any may, with none of the others in hand. */
    record Awaiting(UUID accountId) implements Locking {}

    /** Waits a moment, and fails. */
    record Briefly() implements Locking {}
  }

  /** What a transaction made of a command. */
  sealed interface Became {
    record Decided(Outcome<String> outcome) implements Became {}

    /** Nothing was done: another transaction holds an account of it. */
    record Held(UUID accountId) implements Became {}
  }

  /**
   * What becomes of a batch once its transaction is committed.
   *
   * @param commitId none where nothing was done that could be done twice
   */
  private record Committable(
      List<Became> became, List<Part<?>> parts, List<Purpose> purposes, Optional<UUID> commitId) {
    static Committable ofNothing(List<Became> became) {
      return new Committable(became, List.of(), List.of(), Optional.empty());
    }
  }

  /** Runs a batch; what became of each of its commands, in their order. */
  List<Became> run(UUID organizationId, List<Ticket> batch, Locking locking) {
    Committable done = commit(organizationId, () -> decideAndSave(organizationId, batch, locking));
    count(batch, done);
    return done.became();
  }

  /** A failure after everything was saved is one of the commit, which may have happened. */
  private Committable commit(UUID organizationId, Supplier<Committable> work) {
    Saved saved = new Saved();
    try {
      Committable committed =
          QuarkusTransaction.requiringNew()
              .call(
                  () -> {
                    Committable batch = work.get();
                    saved.batch = Optional.of(batch);
                    saved.at = System.nanoTime();
                    return batch;
                  });
      metrics.committedIn(Duration.ofNanos(System.nanoTime() - saved.at));
      return committed;
    } catch (RuntimeException | Error failure) {
      if (saved.wroteNothing() && CommitInDoubt.isIn(failure)) {
        throw CommitInDoubt.refusal();
      }
      Optional<Committable> happened =
          saved.batch.filter(batch -> hasHappened(organizationId, batch));
      if (happened.isPresent()) {
        return happened.get();
      }
      throw failure;
    }
  }

  /** How far a transaction came: there is a batch once nothing is left but the commit. */
  private static final class Saved {
    private Optional<Committable> batch = Optional.empty();
    private long at;

    /** There is no record to look up, and to wait once more would be to wait for the same. */
    boolean wroteNothing() {
      return batch.filter(done -> done.commitId().isEmpty()).isPresent();
    }
  }

  private boolean hasHappened(UUID organizationId, Committable batch) {
    return batch.commitId().filter(id -> commits.hasHappened(organizationId, id)).isPresent();
  }

  private void count(List<Ticket> batch, Committable done) {
    try {
      done.parts().forEach(Part::committed);
      metrics.moved(done.purposes());
      metrics.answered(batch, done.became());
    } catch (RuntimeException failure) {
      // What is committed is committed, whatever becomes of figures.
      LOG.error("A committed batch was not counted.", failure);
    }
  }

  private Committable decideAndSave(UUID organizationId, List<Ticket> batch, Locking locking) {
    Journal journal = locked(organizationId, accountsOf(batch), locking);
    List<Optional<Became>> held = held(batch, journal);
    List<Submission> free = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      if (held.get(i).isEmpty()) {
        free.add(batch.get(i).submission());
      }
    }
    return free.isEmpty()
        ? Committable.ofNothing(held.stream().map(Optional::orElseThrow).toList())
        : decideAndSave(free, journal, held);
  }

  private Journal locked(UUID organizationId, SortedSet<UUID> accounts, Locking locking) {
    return switch (locking) {
      case Locking.WhatIsFree _ -> journals.openFree(organizationId, Optional.empty(), accounts);
      case Locking.Awaiting(var account) ->
          journals.openFree(organizationId, Optional.of(account), accounts);
      case Locking.Briefly _ -> {
        journals.giveUpAfter(MOMENT);
        yield journals.open(organizationId, accounts);
      }
    };
  }

  /** For each command whether it is left alone, because of its accounts or of one before it. */
  private static List<Optional<Became>> held(List<Ticket> batch, Journal journal) {
    Blocked blocked = new Blocked();
    List<Optional<Became>> held = new ArrayList<>(batch.size());
    for (Ticket ticket : batch) {
      Optional<UUID> account =
          ticket.accounts().stream()
              .filter(each -> !journal.isLocked(each))
              .findFirst()
              .or(() -> blocked.behind(ticket));
      account.ifPresent(each -> blocked.leave(ticket, each));
      held.add(account.map(Held::new));
    }
    return held;
  }

  private Committable decideAndSave(
      List<Submission> free, Journal journal, List<Optional<Became>> held) {
    UUID organizationId = journal.organizationId();
    Set<IdempotencyKey> asked = new LinkedHashSet<>();
    free.forEach(submission -> asked.addAll(submission.keys()));
    Later<Known> found = keys.find(organizationId, asked);
    List<Part<?>> parts = load(journal, free);
    Known known = found.get();
    Map<IdempotencyKey, Outcome<String>> given = new LinkedHashMap<>();
    List<Became> became = new ArrayList<>(held.size());
    Iterator<Submission> next = free.iterator();
    for (Optional<Became> left : held) {
      became.add(
          left.orElseGet(() -> new Decided(outcome(next.next(), journal, known, parts, given))));
    }
    parts.forEach(Part::save);
    UUID commitId = journal.cover(IdempotencyKeys.digestFields(given));
    Optional<UUID> written = journal.write();
    keys.keep(organizationId, given, journal.now(), Optional.of(commitId));
    return new Committable(became, parts, journal.purposes(), written);
  }

  private Outcome<String> outcome(
      Submission submission,
      Journal journal,
      Known known,
      List<Part<?>> parts,
      Map<IdempotencyKey, Outcome<String>> given) {
    try {
      Outcome<String> outcome =
          earlier(submission, known)
              .orElseGet(() -> journal.undo().attempt(() -> decide(submission, parts)));
      for (IdempotencyKey key : submission.keys()) {
        if (known.answer(key).isEmpty()) {
          given.put(key, outcome);
          known.remember(key, outcome);
        }
      }
      return outcome;
    } catch (Refusal refusal) {
      return new Refused<>(refusal);
    }
  }

  /** The answer under any of the keys; every key is looked at, because each may be taken. */
  private static Optional<Outcome<String>> earlier(Submission submission, Known known) {
    Optional<Outcome<String>> earlier = Optional.empty();
    for (IdempotencyKey key : submission.keys()) {
      Optional<Outcome<String>> answer = known.answer(key);
      earlier = earlier.isPresent() ? earlier : answer;
    }
    return earlier;
  }

  /**
   * A batch in parts that may each be one transaction. What vouchers carry stands in a book of the
   * context that decides on them, so commands of two contexts that lock campaigns go apart.
   */
  List<List<Ticket>> apart(List<Ticket> batch) {
    List<List<Ticket>> parts = new ArrayList<>();
    int begin = 0;
    Optional<Class<?>> context = Optional.empty();
    for (int i = 0; i < batch.size(); i++) {
      MoneyCommand command = batch.get(i).submission().command();
      if (command.lane().kind() == Lane.Kind.CAMPAIGN) {
        Class<?> its = handler(command).commandType();
        if (context.filter(other -> !other.equals(its)).isPresent()) {
          parts.add(batch.subList(begin, i));
          begin = i;
        }
        context = Optional.of(its);
      }
    }
    parts.add(batch.subList(begin, batch.size()));
    return parts;
  }

  private MoneyHandler<?> handler(MoneyCommand command) {
    return handlers.stream()
        .filter(each -> each.commandType().isInstance(command))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no handler for " + command.getClass()));
  }

  /** What a batch locks, in an order that all batches share. */
  private static SortedSet<UUID> accountsOf(List<Ticket> batch) {
    SortedSet<UUID> accounts = new TreeSet<>();
    batch.forEach(ticket -> accounts.addAll(ticket.accounts()));
    return accounts;
  }

  private List<Part<?>> load(Journal journal, List<Submission> batch) {
    List<Part<?>> parts = new ArrayList<>();
    for (MoneyHandler<?> handler : handlers) {
      Part.of(handler, journal, batch).ifPresent(parts::add);
    }
    return parts;
  }

  private Outcome<String> decide(Submission submission, List<Part<?>> parts) {
    MoneyCommand command = submission.command();
    Part<?> part =
        parts.stream().filter(each -> each.type().isInstance(command)).findFirst().orElseThrow();
    return text.of(
        part.decide(command, submission.requestId()), submission.path(), submission.requestId());
  }

  /** The commands of one context in a batch. */
  private record Part<C extends MoneyCommand>(Class<C> type, Loaded<C> loaded) {
    static <C extends MoneyCommand> Optional<Part<C>> of(
        MoneyHandler<C> handler, Journal journal, List<Submission> batch) {
      Class<C> type = handler.commandType();
      List<C> commands =
          batch.stream().map(Submission::command).filter(type::isInstance).map(type::cast).toList();
      return commands.isEmpty()
          ? Optional.empty()
          : Optional.of(new Part<>(type, handler.load(journal, commands)));
    }

    Outcome<Object> decide(MoneyCommand command, String requestId) {
      return loaded.decisions().decide(type.cast(command), requestId);
    }

    void save() {
      loaded.save().run();
    }

    void committed() {
      loaded.committed().run();
    }
  }
}
