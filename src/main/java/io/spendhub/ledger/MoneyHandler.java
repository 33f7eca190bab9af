package io.spendhub.ledger;

import io.spendhub.platform.idempotency.Outcome;
import java.util.List;

/**
 * How one context decides its money commands, in three steps that the engine keeps apart: all that
 * a batch of them is decided on is read, each is decided in memory, and what they did is saved. It
 * is handed all its commands of a batch at once, so that it reads and saves a table with one
 * statement, however many they are.
 *
 * @param <C> the context's commands, a sealed interface
 */
public interface MoneyHandler<C extends MoneyCommand> {
  Class<C> commandType();

  /** Reads all that these commands are decided on; the accounts are locked by now. */
  Loaded<C> load(Journal journal, List<C> commands);

  /**
   * A batch that is ready to be decided.
   *
   * @param save saves the effects of all decided commands, but for what the journal saves
   * @param committed takes note that what was saved is committed, for figures; it must not fail
   */
  record Loaded<C extends MoneyCommand>(
      Decisions<C> decisions, Runnable save, Runnable committed) {}

  /**
   * The commands' shared state, which each decision finds as the one before left it. It reaches no
   * database, and what it changes lives in collections of {@link Journal#undo}.
   */
  interface Decisions<C extends MoneyCommand> {
    /**
     * Decides one command and applies its effect in memory.
     *
     * @throws io.spendhub.shared.Refusal if it may not happen; the engine takes back what it
     *     changed
     */
    Outcome<Object> decide(C command, String requestId);
  }
}
