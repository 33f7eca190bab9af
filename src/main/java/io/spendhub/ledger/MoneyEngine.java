package io.spendhub.ledger;

import io.spendhub.platform.idempotency.IdempotencyKey;
import io.spendhub.platform.idempotency.Outcome;
import java.util.List;
import java.util.UUID;

/**
 * Runs money commands: many in one transaction, each once per idempotency key, none acknowledged
 * before the commit.
 */
public interface MoneyEngine {
  /**
   * A command.
   *
   * @param keys all names that its caller gave to its effect
   * @param path where it came in, for its caller to be told
   * @param requestId the request that asked for it
   */
  record Submission(
      List<IdempotencyKey> keys, String path, String requestId, MoneyCommand command) {
    /** What the service does itself has no key, and nobody hears its answer. */
    public static Submission ofService(String requestId, MoneyCommand command) {
      return new Submission(List.of(), "", requestId, command);
    }
  }

  /**
   * Runs the commands of one organization in their order, in as few transactions as possible.
   *
   * @return what became of each, in the same order
   */
  List<Outcome<String>> execute(UUID organizationId, List<Submission> batch);

  /**
   * Runs commands that no caller waits for, one batch at a time. They do not queue with those of
   * callers, and wait only a moment for an account that stands still, so that they hold up nobody
   * else; they may be tried again later.
   *
   * @throws RuntimeException if an account stands still; all of the batch, or a part, is not done
   */
  List<Outcome<String>> executeInBackground(UUID organizationId, List<Submission> batch);

  /** Runs one command. */
  default Outcome<String> execute(UUID organizationId, Submission submission) {
    return execute(organizationId, List.of(submission)).getFirst();
  }
}
