package io.spendhub.ledger.command;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.ledger.MoneyCommand;
import io.spendhub.ledger.MoneyEngine.Reply;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.ledger.MoneyHandler;
import io.spendhub.ledger.MoneyHandler.Decisions;
import io.spendhub.ledger.MoneyHandler.Result;
import io.spendhub.ledger.Purpose;
import io.spendhub.platform.connections.driver.CommitInDoubt;
import io.spendhub.platform.idempotency.Answer;
import io.spendhub.platform.idempotency.IdempotencyKey;
import io.spendhub.platform.idempotency.IdempotencyKeys;
import io.spendhub.platform.idempotency.IdempotencyKeys.Known;
import io.spendhub.platform.sql.JsonText;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
  private final Journals journals;
  private final IdempotencyKeys keys;
  private final JsonText json;
  private final EngineMetrics metrics;
  private final CommitLookup commits;
  private final List<MoneyHandler<?>> handlers;

  BatchTransaction(
      Journals journals,
      IdempotencyKeys keys,
      JsonText json,
      EngineMetrics metrics,
      CommitLookup commits,
      @All List<MoneyHandler<?>> handlers) {
    this.journals = journals;
    this.keys = keys;
    this.json = json;
    this.metrics = metrics;
    this.commits = commits;
    this.handlers = handlers;
  }

  /**
   * What becomes of a batch once its transaction is committed.
   *
   * @param commitId none where nothing was done that could be done twice
   */
  private record Outcome(
      List<Reply> replies,
      Collection<Decisions<?>> decisions,
      List<Purpose> purposes,
      Optional<UUID> commitId) {}

  List<Reply> run(UUID organizationId, List<Submission> batch) {
    return committed(commit(organizationId, () -> decideAndSave(organizationId, batch)));
  }

  /** The same, but it fails soon where another transaction stays on one of the accounts. */
  List<Reply> run(UUID organizationId, List<Submission> batch, Duration patience) {
    return committed(
        commit(
            organizationId,
            () -> {
              journals.giveUpAfter(patience);
              return decideAndSave(organizationId, batch);
            }));
  }

  /** A failure after everything was saved is one of the commit, which may have happened. */
  private Outcome commit(UUID organizationId, Supplier<Outcome> work) {
    Saved saved = new Saved();
    try {
      return QuarkusTransaction.requiringNew()
          .call(
              () -> {
                Outcome outcome = work.get();
                saved.outcome = Optional.of(outcome);
                return outcome;
              });
    } catch (RuntimeException failure) {
      if (saved.wroteNothing() && CommitInDoubt.isIn(failure)) {
        throw CommitInDoubt.refusal();
      }
      return saved
          .outcome
          .filter(outcome -> hasHappened(organizationId, outcome))
          .orElseThrow(() -> failure);
    }
  }

  /** How far a transaction came: there is an outcome once nothing is left but the commit. */
  private static final class Saved {
    private Optional<Outcome> outcome = Optional.empty();

    /** There is no record to look up, and to wait once more would be to wait for the same. */
    boolean wroteNothing() {
      return outcome.filter(done -> done.commitId().isEmpty()).isPresent();
    }
  }

  private boolean hasHappened(UUID organizationId, Outcome outcome) {
    return outcome.commitId().filter(id -> commits.hasHappened(organizationId, id)).isPresent();
  }

  private List<Reply> committed(Outcome outcome) {
    outcome.decisions().forEach(Decisions::committed);
    metrics.moved(outcome.purposes());
    return outcome.replies();
  }

  private Outcome decideAndSave(UUID organizationId, List<Submission> batch) {
    Journal journal = journals.open(organizationId, accountsOf(batch));
    Set<IdempotencyKey> asked = new LinkedHashSet<>();
    batch.forEach(submission -> asked.addAll(submission.keys()));
    Known known = keys.find(organizationId, asked);
    Map<MoneyHandler<?>, Decisions<?>> decisions = load(journal, batch);
    Map<IdempotencyKey, Answer> given = new LinkedHashMap<>();
    List<Reply> replies = new ArrayList<>(batch.size());
    for (Submission submission : batch) {
      int before = journal.transfers();
      Reply reply = reply(submission, known, decisions, given);
      if (reply instanceof Reply.Refused refused && journal.transfers() > before) {
        throw new TornCommand(refused);
      }
      replies.add(reply);
    }
    decisions.values().forEach(Decisions::save);
    UUID commitId = journal.cover(IdempotencyKeys.digestFields(given));
    Optional<UUID> written = journal.write();
    keys.keep(organizationId, given, journal.now(), Optional.of(commitId));
    return new Outcome(replies, decisions.values(), journal.purposes(), written);
  }

  private Reply reply(
      Submission submission,
      Known known,
      Map<MoneyHandler<?>, Decisions<?>> decisions,
      Map<IdempotencyKey, Answer> given) {
    try {
      Optional<Answer> earlier = earlier(submission, known);
      Decided decided = earlier.map(Decided::before).orElseGet(() -> decide(submission, decisions));
      for (IdempotencyKey key : submission.keys()) {
        if (known.answer(key).isEmpty()) {
          given.put(key, decided.kept());
          known.remember(key, decided.kept());
        }
      }
      return new Reply.Answered(decided.answer());
    } catch (Refusal refusal) {
      return new Reply.Refused(refusal);
    }
  }

  /** The answer under any of the keys; every key is looked at, because each may be taken. */
  private static Optional<Answer> earlier(Submission submission, Known known) {
    Optional<Answer> earlier = Optional.empty();
    for (IdempotencyKey key : submission.keys()) {
      Optional<Answer> answer = known.answer(key);
      earlier = earlier.isPresent() ? earlier : answer;
    }
    return earlier;
  }

  /** What a batch locks, in an order that all batches share. */
  static SortedSet<UUID> accountsOf(List<Submission> batch) {
    SortedSet<UUID> accounts = new TreeSet<>();
    batch.forEach(submission -> accounts.addAll(submission.command().accountIds()));
    return accounts;
  }

  private Map<MoneyHandler<?>, Decisions<?>> load(Journal journal, List<Submission> batch) {
    Map<MoneyHandler<?>, Decisions<?>> decisions = new LinkedHashMap<>();
    for (MoneyHandler<?> handler : handlers) {
      load(handler, journal, batch).ifPresent(loaded -> decisions.put(handler, loaded));
    }
    return decisions;
  }

  private static <C extends MoneyCommand> Optional<Decisions<C>> load(
      MoneyHandler<C> handler, Journal journal, List<Submission> batch) {
    List<C> commands =
        batch.stream()
            .map(Submission::command)
            .filter(handler.commandType()::isInstance)
            .map(handler.commandType()::cast)
            .toList();
    return commands.isEmpty() ? Optional.empty() : Optional.of(handler.load(journal, commands));
  }

  /** What a command is answered, and what of it is kept under its keys. */
  private record Decided(Answer answer, Answer kept) {
    static Decided before(Answer answer) {
      return new Decided(answer, answer);
    }
  }

  private Decided decide(Submission submission, Map<MoneyHandler<?>, Decisions<?>> decisions) {
    for (var entry : decisions.entrySet()) {
      if (entry.getKey().commandType().isInstance(submission.command())) {
        Result result = decide(entry.getKey(), entry.getValue(), submission);
        Answer answer = new Answer(result.status(), json.of(result.view()), false);
        return result.kept().equals(result.view())
            ? Decided.before(answer)
            : new Decided(answer, new Answer(result.status(), json.of(result.kept()), false));
      }
    }
    throw new IllegalStateException("no handler for " + submission.command().getClass());
  }

  @SuppressWarnings("unchecked") // load() put these decisions beside the handler that made them
  private static <C extends MoneyCommand> Result decide(
      MoneyHandler<C> handler, Decisions<?> decisions, Submission submission) {
    C command = handler.commandType().cast(submission.command());
    return ((Decisions<C>) decisions).decide(command, submission.requestId());
  }

  /**
   * A command was refused after some of its transfers were made, as when the second of them is too
   * large to count. The transaction must be undone, and the others run without it.
   */
  static final class TornCommand extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Reply.Refused refused;

    TornCommand(Reply.Refused refused) {
      super(refused.refusal().code(), null, false, false);
      this.refused = refused;
    }

    Reply.Refused refused() {
      return refused;
    }
  }
}
