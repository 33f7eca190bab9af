package io.spendhub.ledger.domain;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.TransferKind;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kind of transfer each purpose is, and what every transfer needs. */
class PurposeTest {
  private static final UUID PAYER = new UUID(0, 1);
  private static final UUID PAYEE = new UUID(0, 2);

  private static final Map<Purpose, TransferKind> KINDS =
      Map.ofEntries(
          entry(Purpose.TOP_UP, TransferKind.POSTED),
          entry(Purpose.WITHDRAWAL, TransferKind.POSTED),
          entry(Purpose.TRANSFER, TransferKind.POSTED),
          entry(Purpose.HOLD, TransferKind.HOLD),
          entry(Purpose.RELEASE, TransferKind.RELEASE),
          entry(Purpose.CLEARING, TransferKind.POST_HOLD),
          entry(Purpose.EXCESS, TransferKind.POSTED),
          entry(Purpose.FORCE_POST, TransferKind.POSTED),
          entry(Purpose.REFUND, TransferKind.POSTED),
          entry(Purpose.UNLINKED_REFUND, TransferKind.POSTED),
          entry(Purpose.REFUND_SHARE, TransferKind.POSTED),
          entry(Purpose.VOUCHER_ISSUE, TransferKind.POSTED),
          entry(Purpose.VOUCHER_RELEASE, TransferKind.POSTED),
          entry(Purpose.VOUCHER_DRAW, TransferKind.POSTED),
          entry(Purpose.VOUCHER_RESTORE, TransferKind.POSTED),
          entry(Purpose.REDEMPTION, TransferKind.POSTED),
          entry(Purpose.ROLLBACK, TransferKind.POSTED),
          entry(Purpose.WALLET_CREDIT, TransferKind.POSTED),
          entry(Purpose.WALLET_CREDIT_ROLLBACK, TransferKind.POSTED));

  @Test
  void the_table_leaves_no_purpose_out() {
    assertThat(KINDS).containsOnlyKeys(Purpose.values());
  }

  @ParameterizedTest
  @EnumSource
  void each_purpose_is_of_the_kind_that_the_table_says(Purpose purpose) {
    assertThat(purpose.kind()).isEqualTo(KINDS.get(purpose));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void a_transfer_moves_at_least_one_minor_unit(long amount) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Posting.of(Purpose.TOP_UP, PAYER, PAYEE, amount, Optional.empty()));
  }

  @Test
  void a_transfer_needs_two_accounts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Posting.of(Purpose.TRANSFER, PAYER, PAYER, 1, Optional.empty()));
  }

  @Test
  void a_transfer_of_one_minor_unit_between_two_accounts_can_be_made() {
    Posting posting = Posting.of(Purpose.TRANSFER, PAYER, PAYEE, 1, Optional.of("rent"));

    assertThat(posting.amount()).isEqualTo(1);
    assertThat(posting.debitAccountId()).isEqualTo(PAYER);
    assertThat(posting.creditAccountId()).isEqualTo(PAYEE);
    assertThat(posting.reference()).contains("rent");
  }
}
