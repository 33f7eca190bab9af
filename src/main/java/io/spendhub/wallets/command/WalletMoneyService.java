package io.spendhub.wallets.command;

import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.platform.idempotency.Answer;
import io.spendhub.platform.idempotency.IdempotencyKey;
import io.spendhub.shared.Refusal;
import io.spendhub.wallets.WalletMoneyCommand;
import io.spendhub.wallets.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

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
  public Answer execute(
      UUID organizationId, IdempotencyKey key, String requestId, WalletMoneyCommand command) {
    var known = wallets.states(organizationId, command.accountIds());
    if (!known.keySet().containsAll(command.accountIds())) {
      throw Refusal.notFound("wallet");
    }
    return engine.execute(organizationId, new Submission(List.of(key), requestId, command));
  }
}
