package io.spendhub.ledger;

import java.util.Collection;
import java.util.UUID;

/** A command that moves money. */
public interface MoneyCommand {
  /** The guarded accounts that must be locked to decide it. */
  Collection<UUID> accountIds();

  /** Where it waits. */
  Lane lane();
}
