package io.spendhub.ledger;

import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.platform.idempotency.IdempotencyKey;
import java.util.Optional;
import java.util.UUID;

/**
 * Who asks for money to be moved.
 *
 * @param key what a repetition is recognized by, if anything
 * @param path where the call came in
 */
public record MoneyCall(
    UUID organizationId, Optional<IdempotencyKey> key, String path, String requestId) {
  public Submission submission(MoneyCommand command) {
    return new Submission(key.stream().toList(), path, requestId, command);
  }
}
