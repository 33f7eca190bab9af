package io.spendhub.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.domain.Transfer.Entry;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferTest {
  private static final UUID ID = new UUID(0, 1);
  private static final UUID PAYER = new UUID(0, 2);
  private static final UUID PAYEE = new UUID(0, 3);
  private static final UUID SUBJECT = new UUID(0, 4);
  private static final UUID OPERATION = new UUID(0, 5);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.000001Z");

  @Test
  void the_digest_covers_all_that_a_transfer_says_about_itself() {
    Posting posting =
        new Posting(
            Purpose.CLEARING,
            PAYER,
            PAYEE,
            7,
            Optional.of(SUBJECT),
            Optional.of(OPERATION),
            Optional.of("rent"));

    assertThat(transfer(posting).digestFields())
        .containsExactly(
            "transfer",
            "00000000-0000-0000-0000-000000000001",
            "POST_HOLD",
            "CLEARING",
            "00000000-0000-0000-0000-000000000002",
            "00000000-0000-0000-0000-000000000003",
            "7",
            "2026-03-02T12:00:00.000001Z",
            "00000000-0000-0000-0000-000000000004",
            "00000000-0000-0000-0000-000000000005",
            "rent");
  }

  @Test
  void what_a_transfer_does_not_say_is_an_empty_field_in_its_place() {
    Posting posting = Posting.of(Purpose.TOP_UP, PAYER, PAYEE, 7, Optional.empty());

    assertThat(transfer(posting).digestFields()).hasSize(11).endsWith("", "", "");
  }

  @Test
  void an_entry_tells_its_number_and_what_the_account_stood_at_after_it() {
    Account account = new Account(PAYER, "GBP", 100, 1_000, 300, 50, 41, NOON);

    assertThat(Entry.of(account)).isEqualTo(new Entry(41, new Balance(900, 250)));
  }

  private static Transfer transfer(Posting posting) {
    return new Transfer(ID, posting, NOON, Optional.empty(), Optional.empty());
  }
}
