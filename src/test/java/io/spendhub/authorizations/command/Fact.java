package io.spendhub.authorizations.command;

import io.spendhub.authorizations.domain.UnitByUnit.Beginning;
import io.spendhub.authorizations.domain.UnitByUnit.Move;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.limits.LimitSpec;
import io.spendhub.shared.Merchant;
import io.spendhub.wallets.WalletStatus;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Something that has happened; the model keeps nothing else. */
sealed interface Fact {
  /** A card was issued; its line is the first card that it stands in place of. */
  record Issued(int card, int line, CardType type, Optional<YearMonth> expiry) implements Fact {}

  record CardBecame(int card, CardStatus status) implements Fact {}

  record WalletBecame(WalletStatus status) implements Fact {}

  record HolderBecame(boolean active) implements Fact {}

  /** Money came to the wallet, or went, without an authorization. */
  record Moved(long amount) implements Fact {}

  /** A purchase was decided, or forced; it counts in the windows of its own time. */
  record Bought(
      int authorization, int card, Merchant merchant, Beginning how, long amount, Instant countedAt)
      implements Fact {}

  record Happened(int authorization, Move move) implements Fact {}

  record Limited(OptionalInt line, List<LimitSpec> limits) implements Fact {}

  record Controlled(int card, CardControls controls) implements Fact {}
}
