package io.spendhub.ledger;

import io.spendhub.platform.http.problems.Problem;
import io.spendhub.shared.Refusal;
import java.util.List;

/**
 * How one context decides its money commands. It is handed all its commands of a batch at once, so
 * that it reads what they need, and saves what they did, with a fixed number of statements.
 *
 * @param <C> the context's commands, a sealed interface
 */
public interface MoneyHandler<C extends MoneyCommand> {
  Class<C> commandType();

  /** Reads the state that these commands are decided on; the accounts are locked by now. */
  Decisions<C> load(Journal journal, List<C> commands);

  /** The commands' shared state, which each decision finds as the one before left it. */
  interface Decisions<C extends MoneyCommand> {
    /**
     * Decides one command and applies its effect in memory.
     *
     * @throws io.spendhub.shared.Refusal if it may not happen; then nothing has changed
     */
    Result decide(C command, String requestId);

    /** Saves the effects of all decided commands, but for what the journal saves. */
    void save();

    /** Takes note that what was saved is committed, for figures; it must not fail. */
    void committed();
  }

  /**
   * What a command is answered with.
   *
   * @param status HTTP status, such as 201
   * @param view becomes the JSON body
   * @param kept what a repetition under the same key is answered; less than the view where that
   *     tells a secret
   */
  record Result(int status, Object view, Object kept) {
    /** An answer that is repeated as it is. */
    public Result(int status, Object view) {
      this(status, view, view);
    }

    /**
     * A failure that is an answer: recorded, final, and told as a problem.
     *
     * @param path where the command came to
     */
    public static Result failed(Refusal refusal, String path, String requestId) {
      Problem problem = Problem.of(refusal, path, requestId);
      return new Result(problem.status(), problem);
    }
  }
}
