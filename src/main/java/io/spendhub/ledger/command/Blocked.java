package io.spendhub.ledger.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The accounts of commands that were left alone. What comes later on one of them is left alone too,
 * and goes where they went, so that it stays behind them.
 */
final class Blocked {
  private final Map<UUID, UUID> heldByAccount = new HashMap<>();

  /** The held account that a command has to wait for, because one before it does. */
  Optional<UUID> behind(Ticket ticket) {
    return ticket.accounts().stream().map(heldByAccount::get).filter(Objects::nonNull).findFirst();
  }

  /** A command was left alone. */
  void leave(Ticket ticket, UUID heldAccount) {
    ticket.accounts().forEach(account -> heldByAccount.putIfAbsent(account, heldAccount));
  }
}
