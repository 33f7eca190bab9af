package io.spendhub.ledger;

import java.util.Collection;
import java.util.UUID;

/** A command that moves money; it names the guarded accounts that must be locked to decide it. */
public interface MoneyCommand {
  Collection<UUID> accountIds();
}
