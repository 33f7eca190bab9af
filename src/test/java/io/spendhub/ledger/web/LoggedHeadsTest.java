package io.spendhub.ledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.ledger.VerificationView.ChainHead;
import java.io.IOException;
import java.io.StringReader;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever else is in a log, the heads of chains are found in it. */
class LoggedHeadsTest {
  private static final UUID ACME = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("0198c0de-0000-7000-8000-000000000002");
  private static final String FIRST = "a".repeat(64);
  private static final String LATER = "b".repeat(64);

  @Test
  void the_heads_of_each_organization_are_told_apart_and_once() throws IOException {
    LoggedHeads heads =
        read(
            "2026-11-28T10:00:00Z INFO [io.sp.le.co.HeadLog] " + line(ACME, "7:" + FIRST),
            "2026-11-28T10:00:30Z WARN something of organization " + ACME,
            "{\"message\":\"" + line(OTHER, "9:" + FIRST) + "\"}",
            "2026-11-28T10:01:00Z INFO [io.sp.le.co.HeadLog] " + line(ACME, "8:" + LATER),
            "2026-11-28T10:01:00Z INFO [io.sp.le.co.HeadLog] " + line(ACME, "8:" + LATER));

    assertThat(heads.of(ACME)).containsExactly(new ChainHead(7, FIRST), new ChainHead(8, LATER));
    assertThat(heads.of(OTHER)).containsExactly(new ChainHead(9, FIRST));
    assertThat(heads.of(UUID.randomUUID())).isEmpty();
    assertThat(heads.count()).isEqualTo(3);
  }

  /** One number with two hashes is a chain that was made anew, so both are kept. */
  @Test
  void two_heads_of_one_number_are_both_kept() throws IOException {
    assertThat(read(line(ACME, "7:" + FIRST), line(ACME, "7:" + LATER)).of(ACME)).hasSize(2);
  }

  @Test
  void a_line_that_was_cut_off_is_none() throws IOException {
    assertThat(read(line(ACME, "7:" + FIRST.substring(1)), line(ACME, "0:" + FIRST)).count())
        .isZero();
  }

  private static String line(UUID organizationId, String head) {
    return "Chain of organization " + organizationId + " head " + head;
  }

  private static LoggedHeads read(String... lines) throws IOException {
    return LoggedHeads.from(new StringReader(String.join("\n", lines)));
  }
}
