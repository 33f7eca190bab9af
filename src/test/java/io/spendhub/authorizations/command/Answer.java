package io.spendhub.authorizations.command;

import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.domain.Amounts;
import io.spendhub.cards.CardStatus;
import io.spendhub.limits.LimitUsageView;
import io.spendhub.wallets.WalletStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a step was answered.
 *
 * @param refusal the code of what must leave no trace
 * @param decline the code of what is recorded
 * @param reasons what a preview told just before
 * @param overdrawn whether it took the wallet below zero, and was told as an event
 */
record Answer(
    Optional<String> refusal,
    Optional<String> decline,
    Optional<DeclineDetail> detail,
    List<String> reasons,
    Optional<Amounts> amounts,
    Optional<Instant> expiresAt,
    boolean late,
    boolean overdrawn) {

  private static final Answer DONE =
      new Answer(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          false,
          false);

  static Answer done() {
    return DONE;
  }

  static Answer refused(String code) {
    return new Answer(
        Optional.of(code),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }

  /** All that stands after a step; limits by owner, the wallet's first. */
  record State(
      long posted,
      long held,
      WalletStatus wallet,
      List<CardStatus> cards,
      List<Amounts> authorizations,
      List<List<LimitUsageView>> limits) {}
}
