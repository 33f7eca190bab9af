package io.spendhub.wallets.command;

import io.spendhub.ledger.MoneyCall;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.shared.Refusal;
import io.spendhub.wallets.WalletMoneyCommand;
import io.spendhub.wallets.Wallets;
import jakarta.enterprise.context.ApplicationScoped;

/** Moves the money of wallets. */
@ApplicationScoped
public class WalletMoneyService {
  private final Wallets wallets;
  private final MoneyEngine engine;

  WalletMoneyService(Wallets wallets, MoneyEngine engine) {
    this.wallets = wallets;
    this.engine = engine;
  }

  /**
   * Runs a top-up, a withdrawal or a transfer, once per key.
   *
   * @throws Refusal 404 for a wallet that the organization does not have; otherwise as the rules of
   *     wallets say
   */
  public Outcome<String> execute(MoneyCall call, WalletMoneyCommand command) {
    if (!wallets.exist(call.organizationId(), command.accountIds())) {
      throw Refusal.notFound("wallet");
    }
    return engine.execute(call.organizationId(), call.submission(command));
  }
}
