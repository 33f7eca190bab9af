package io.spendhub.wallets.domain;

import static io.spendhub.testing.RuleTable.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.ledger.Balance;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.RuleTable;
import io.spendhub.testing.RuleTable.Cell;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the owner of a wallet may do with its money, in each status and each direction. */
class WalletMoneyRulesTest {
  /** A top-up, or what a transfer brings, of 50, where so much is posted and nothing is held. */
  private static final RuleTable INCOMING =
      RuleTable.of(
          """
                 | IN on 100     | IN on 0       | IN on -49     | IN on -50 | IN on -80
          ACTIVE | allowed       | allowed       | allowed       | allowed   | allowed
          FROZEN | allowed       | allowed       | allowed       | allowed   | allowed
          CLOSED | wallet_closed | wallet_closed | wallet_closed | allowed   | allowed
          """);

  /** A withdrawal, or what a transfer takes, of 50. */
  private static final RuleTable OUTGOING =
      RuleTable.of(
          """
                 | OUT on 100    | OUT on 50     | OUT on 49          | OUT on -20
          ACTIVE | allowed       | allowed       | insufficient_funds | insufficient_funds
          FROZEN | wallet_frozen | wallet_frozen | wallet_frozen      | wallet_frozen
          CLOSED | allowed       | allowed       | wallet_closed      | wallet_closed
          """);

  private static final List<RuleTable> TABLES = List.of(INCOMING, OUTGOING);

  @Test
  void the_tables_leave_no_status_out() {
    assertThat(TABLES)
        .allSatisfy(table -> assertThat(table.rows()).isEqualTo(names(WalletStatus.class)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void money_moves_as_the_table_says(Cell cell) {
    String[] movement = cell.column().split(" on ", -1);
    Balance balance = new Balance(Long.parseLong(movement[1]), 0);

    assertThat(outcome(WalletStatus.valueOf(cell.row()), movement[0], balance, "GBP"))
        .isEqualTo(cell.value());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void another_currency_never_moves(Cell cell) {
    String[] movement = cell.column().split(" on ", -1);
    Balance balance = new Balance(Long.parseLong(movement[1]), 0);

    assertThat(outcome(WalletStatus.valueOf(cell.row()), movement[0], balance, "EUR"))
        .isEqualTo("currency_mismatch");
  }

  @Test
  void what_is_held_cannot_be_taken_out() {
    assertThat(outcome(WalletStatus.ACTIVE, "OUT", new Balance(100, 50), "GBP"))
        .isEqualTo("allowed");
    assertThat(outcome(WalletStatus.ACTIVE, "OUT", new Balance(100, 51), "GBP"))
        .isEqualTo("insufficient_funds");
    assertThat(outcome(WalletStatus.CLOSED, "OUT", new Balance(100, 51), "GBP"))
        .isEqualTo("insufficient_funds");
  }

  @Test
  void what_a_closed_wallet_owes_is_told_by_what_is_posted_and_not_by_holds() {
    assertThat(outcome(WalletStatus.CLOSED, "IN", new Balance(-20, 30), "GBP"))
        .isEqualTo("wallet_closed");
  }

  @Test
  void only_a_closed_wallet_is_kept_out_of_transfers() {
    for (WalletStatus status : WalletStatus.values()) {
      WalletState wallet = new WalletState(new UUID(0, 1), status, "GBP");
      Refusal refusal =
          catchThrowableOfType(Refusal.class, () -> WalletMoneyRules.checkTransfers(wallet));

      assertThat(Optional.ofNullable(refusal).map(Refusal::code))
          .isEqualTo(
              status == WalletStatus.CLOSED ? Optional.of("wallet_closed") : Optional.empty());
    }
  }

  @Test
  void a_status_refuses_with_a_conflict_and_a_rule_as_unprocessable() {
    assertThat(kind(WalletStatus.CLOSED, "IN", "GBP")).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(kind(WalletStatus.CLOSED, "OUT", "GBP")).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(kind(WalletStatus.FROZEN, "OUT", "GBP")).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(kind(WalletStatus.ACTIVE, "OUT", "GBP")).isEqualTo(Refusal.Kind.UNPROCESSABLE);
    assertThat(kind(WalletStatus.ACTIVE, "IN", "EUR")).isEqualTo(Refusal.Kind.UNPROCESSABLE);
    assertThat(kind(WalletStatus.ACTIVE, "OUT", "EUR")).isEqualTo(Refusal.Kind.UNPROCESSABLE);
  }

  static Stream<Cell> cells() {
    return TABLES.stream().flatMap(table -> table.cells().stream());
  }

  private static Refusal.Kind kind(WalletStatus status, String direction, String currency) {
    try {
      move(status, direction, new Balance(0, 0), currency);
    } catch (Refusal refusal) {
      return refusal.kind();
    }
    throw new AssertionError("nothing was refused");
  }

  private static String outcome(
      WalletStatus status, String direction, Balance balance, String currency) {
    try {
      move(status, direction, balance, currency);
      return "allowed";
    } catch (Refusal refusal) {
      return refusal.code();
    }
  }

  private static void move(
      WalletStatus status, String direction, Balance balance, String currency) {
    WalletState wallet = new WalletState(new UUID(0, 1), status, "GBP");
    switch (direction) {
      case "IN" -> WalletMoneyRules.checkIncoming(wallet, balance, 50, currency);
      case "OUT" -> WalletMoneyRules.checkOutgoing(wallet, balance, 50, currency);
      default -> throw new IllegalArgumentException(direction);
    }
  }
}
