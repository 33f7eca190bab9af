package io.spendhub.ledger;

import io.spendhub.platform.sql.Snapshot;
import java.util.Optional;
import java.util.UUID;

/**
 * One identity that must hold for an organization's money. Each context proves its own; all of them
 * read the same repeatable snapshot.
 */
public interface VerificationCheck {
  /** Snake_case, stable: part of the contract. */
  String name();

  /** Recomputes the identity on a snapshot. */
  Finding run(Snapshot snapshot, UUID organizationId);

  /**
   * What a check found.
   *
   * @param figure how many things it compared
   * @param difference the first thing that does not agree, with what was expected and found
   */
  record Finding(long figure, Optional<String> difference) {}
}
