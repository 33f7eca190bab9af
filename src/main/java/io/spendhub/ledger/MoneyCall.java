package io.spendhub.ledger;

import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.idempotency.IdempotencyKey;
import io.spendhub.platform.security.CurrentCaller;
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
  /** The call at hand. */
  public static MoneyCall of(
      CurrentCaller caller, CurrentRequest request, Optional<IdempotencyKey> key) {
    return new MoneyCall(caller.organizationId(), key, request.path(), request.id());
  }

  public Submission submission(MoneyCommand command) {
    return new Submission(key.stream().toList(), path, requestId, command);
  }
}
