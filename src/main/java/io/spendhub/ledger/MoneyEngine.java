package io.spendhub.ledger;

import io.spendhub.platform.idempotency.Answer;
import io.spendhub.platform.idempotency.IdempotencyKey;
import io.spendhub.shared.Refusal;
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
   * @param keys all names that its caller gave to its effect; none for what the service does itself
   * @param requestId the request that asked for it
   */
  record Submission(List<IdempotencyKey> keys, String requestId, MoneyCommand command) {}

  /** What became of a submission. */
  sealed interface Reply {
    /** It has had its effect, now or earlier. */
    record Answered(Answer answer) implements Reply {}

    /** It has had no effect, and its key is free. */
    record Refused(Refusal refusal) implements Reply {}
  }

  /**
   * Runs the commands of one organization in their order, in as few transactions as possible.
   *
   * @return a reply to each, in the same order
   */
  List<Reply> execute(UUID organizationId, List<Submission> batch);

  /**
   * Runs commands that no caller waits for, one batch at a time. They do not queue with those of
   * callers, and wait only a moment for an account that stands still, so that they hold up nobody
   * else; they may be tried again later.
   *
   * @throws RuntimeException if an account stands still; all of the batch, or a part, is not done
   */
  List<Reply> executeInBackground(UUID organizationId, List<Submission> batch);

  /**
   * Runs one command.
   *
   * @throws Refusal if it may not happen
   */
  default Answer execute(UUID organizationId, Submission submission) {
    return switch (execute(organizationId, List.of(submission)).getFirst()) {
      case Reply.Answered(Answer answer) -> answer;
      case Reply.Refused(Refusal refusal) -> throw refusal;
    };
  }
}
