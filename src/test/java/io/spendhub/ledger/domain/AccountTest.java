package io.spendhub.ledger.domain;

import static io.spendhub.testing.RuleTable.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.TransferKind;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.RuleTable;
import io.spendhub.testing.RuleTable.Cell;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of transfer does to the counters of an account. */
class AccountTest {
  private static final UUID ID = new UUID(0, 1);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Account ACCOUNT = account(100, 1_000, 300, 50);

  /**
   * By how much 7 minor units change debits posted, credits posted, holds opened and holds
   * resolved. A wallet is never the payee of a hold, and a release gives back to it alone.
   */
  private static final RuleTable CHANGES =
      RuleTable.of(
          """
                    | DEBIT      | CREDIT
          POSTED    | 7, 0, 0, 0 | 0, 7, 0, 0
          HOLD      | 0, 0, 7, 0 | impossible
          POST_HOLD | 7, 0, 0, 7 | impossible
          RELEASE   | impossible | 0, 0, 0, 7
          """);

  @Test
  void the_table_leaves_no_kind_of_transfer_out() {
    assertThat(CHANGES.rows()).isEqualTo(names(TransferKind.class));
    assertThat(CHANGES.columns()).containsExactly("DEBIT", "CREDIT");
  }

  @ParameterizedTest
  @MethodSource("cells")
  void each_kind_changes_the_counters_that_the_table_says(Cell cell) {
    if (cell.value().equals("impossible")) {
      assertThatIllegalArgumentException().isThrownBy(() -> transferred(ACCOUNT, cell, 7));
      return;
    }
    List<Long> change = List.of(cell.value().split(", ")).stream().map(Long::valueOf).toList();

    assertThat(transferred(ACCOUNT, cell, 7))
        .isEqualTo(
            new Account(
                ID,
                "GBP",
                ACCOUNT.debitsPosted() + change.get(0),
                ACCOUNT.creditsPosted() + change.get(1),
                ACCOUNT.holdsOpened() + change.get(2),
                ACCOUNT.holdsResolved() + change.get(3),
                ACCOUNT.lastSequence() + 1,
                NOON));
  }

  @ParameterizedTest
  @MethodSource("possible")
  void a_counter_that_cannot_grow_refuses_and_changes_nothing(Cell cell) {
    Account full = account(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    Account before = account(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    assertIsOutOfRange(() -> transferred(full, cell, 1));
    assertThat(full).isEqualTo(before);
  }

  @Test
  void each_counter_of_the_post_of_a_hold_must_have_room() {
    assertIsOutOfRange(() -> account(Long.MAX_VALUE, 0, 1, 0).debit(TransferKind.POST_HOLD, 1));
    assertIsOutOfRange(
        () -> account(0, 0, Long.MAX_VALUE, Long.MAX_VALUE).debit(TransferKind.POST_HOLD, 1));
  }

  @Test
  void a_counter_may_be_filled_to_the_last_unit() {
    Account full = account(0, Long.MAX_VALUE - 1, 0, 0).credit(TransferKind.POSTED, 1);

    assertThat(full.balance().available()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_transfer_that_leaves_an_available_amount_beyond_counting_is_refused() {
    Account overdrawn = account(Long.MAX_VALUE, 0, 1, 0);

    assertThat(overdrawn.balance().available()).isEqualTo(Long.MIN_VALUE);
    assertIsOutOfRange(() -> overdrawn.debit(TransferKind.HOLD, 1));
  }

  @Test
  void an_account_is_credit_normal() {
    assertThat(ACCOUNT.balance()).isEqualTo(new Balance(900, 250));
    assertThat(ACCOUNT.balance().available()).isEqualTo(650);
  }

  @Test
  void a_hold_takes_from_what_is_available_and_not_from_what_is_posted() {
    assertThat(ACCOUNT.debit(TransferKind.HOLD, 7).balance()).isEqualTo(new Balance(900, 257));
    assertThat(ACCOUNT.credit(TransferKind.RELEASE, 7).balance()).isEqualTo(new Balance(900, 243));
  }

  @Test
  void posting_a_hold_leaves_what_is_available_as_it_was() {
    Balance after = ACCOUNT.debit(TransferKind.POST_HOLD, 7).balance();

    assertThat(after).isEqualTo(new Balance(893, 243));
    assertThat(after.available()).isEqualTo(ACCOUNT.balance().available());
  }

  @Test
  void a_debit_may_leave_less_than_nothing() {
    assertThat(ACCOUNT.debit(TransferKind.POSTED, 901).balance()).isEqualTo(new Balance(-1, 250));
  }

  @Test
  void the_entries_of_an_account_are_numbered_without_a_gap() {
    Account after = ACCOUNT;
    for (int i = 1; i <= 3; i++) {
      after = after.credit(TransferKind.POSTED, 1);

      assertThat(after.lastSequence()).isEqualTo(ACCOUNT.lastSequence() + i);
    }
  }

  static List<Cell> cells() {
    return CHANGES.cells();
  }

  static List<Cell> possible() {
    return CHANGES.cells().stream().filter(cell -> !cell.value().equals("impossible")).toList();
  }

  private static Account transferred(Account account, Cell cell, long amount) {
    TransferKind kind = TransferKind.valueOf(cell.row());
    return cell.column().equals("DEBIT")
        ? account.debit(kind, amount)
        : account.credit(kind, amount);
  }

  private static Account account(long debited, long credited, long opened, long resolved) {
    return new Account(ID, "GBP", debited, credited, opened, resolved, 41, NOON);
  }

  private static void assertIsOutOfRange(ThrowingCallable transfer) {
    Refusal refusal = catchThrowableOfType(Refusal.class, transfer);

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNPROCESSABLE);
    assertThat(refusal.code()).isEqualTo("amount_out_of_range");
  }
}
