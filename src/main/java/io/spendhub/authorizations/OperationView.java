package io.spendhub.authorizations;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What was done to an authorization, as the API shows it.
 *
 * @param amount minor units
 * @param late whether a clearing came after the end of the hold
 * @param metadata what was told with it, shown where it was told and where its authorization is
 *     read by itself; absent where there is none
 */
public record OperationView(
    UUID id,
    OperationKind kind,
    long amount,
    Decision decision,
    Optional<String> declineCode,
    boolean late,
    Optional<Original> original,
    Optional<String> networkReference,
    Optional<Map<String, String>> metadata,
    Optional<Instant> occurredAt,
    Instant createdAt) {

  /** Bounds what answers repeat of earlier ones. */
  public OperationView withoutMetadata() {
    return new OperationView(
        id,
        kind,
        amount,
        decision,
        declineCode,
        late,
        original,
        networkReference,
        Optional.empty(),
        occurredAt,
        createdAt);
  }
}
