package io.spendhub.authorizations.command;

import io.spendhub.cards.CardControls;
import io.spendhub.limits.LimitSpec;
import io.spendhub.shared.Merchant;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing that is tried in a history, legal or not. Cards and authorizations are named by their
 * place in it, from 0; amounts are in minor units.
 */
sealed interface Step {
  /** What a network asks of a card; several of these may be decided in one transaction. */
  sealed interface OfNetwork extends Step {}

  record Buy(
      int card,
      long amount,
      String currency,
      Merchant merchant,
      boolean partially,
      Optional<Instant> occurredAt)
      implements OfNetwork {}

  record ForcePost(
      int card, long amount, String currency, Merchant merchant, Optional<Instant> occurredAt)
      implements OfNetwork {}

  record Credit(int card, long amount, String currency) implements OfNetwork {}

  record Increase(int authorization, long amount, Optional<Instant> occurredAt)
      implements OfNetwork {}

  record Clear(int authorization, long amount, boolean last) implements OfNetwork {}

  record Reverse(int authorization, long amount) implements OfNetwork {}

  record Refund(int authorization, long amount) implements OfNetwork {}

  record Expire(int authorization) implements OfNetwork {}

  record TopUp(long amount) implements Step {}

  record Withdraw(long amount) implements Step {}

  record ChangeWallet(Life to) implements Step {}

  record ChangeCard(int card, Life to) implements Step {}

  record ChangeHolder(boolean active) implements Step {}

  record Replace(int card, Optional<YearMonth> expiry) implements Step {}

  /** Limits of a card's line, or of the wallet. */
  record Limit(OptionalInt card, List<LimitSpec> limits) implements Step {}

  record Control(int card, CardControls controls) implements Step {}

  record Wait(Duration time) implements Step {}

  /** What is done to a wallet or a card; a wallet is never activated. */
  enum Life {
    ACTIVATE,
    FREEZE,
    UNFREEZE,
    CLOSE
  }
}
