package io.spendhub.ledger.command;

import io.spendhub.ledger.Lane;
import io.spendhub.ledger.MoneyCommand;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** A command that needs one wallet, and waits in its lane. */
interface OnOneWallet extends MoneyCommand {
  UUID wallet();

  @Override
  default Collection<UUID> accountIds() {
    return List.of(wallet());
  }

  @Override
  default Lane lane() {
    return Lane.ofWallet(wallet());
  }
}
