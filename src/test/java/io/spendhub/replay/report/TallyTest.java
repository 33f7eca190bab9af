package io.spendhub.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.replay.WalletPlan;
import io.spendhub.replay.client.Json;
import io.spendhub.replay.purchases.Purchase;
import io.spendhub.replay.purchases.PurchaseLines;
import io.spendhub.replay.report.Tally.Figure;
import io.spendhub.replay.report.Tally.Heading;
import io.spendhub.replay.report.Tally.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {
  private final Tally tally = new Tally();

  @ParameterizedTest
  @CsvSource({
    "CLEARING, CLEARED",
    "EXCESS, EXCESS",
    "FORCE_POST, FORCE_POSTED",
    "REFUND, LINKED_REFUND",
    "UNLINKED_REFUND, UNLINKED_REFUND"
  })
  void an_entry_counts_as_its_kind(String kind, Outcome outcome) {
    tally.addEntry("Housing", entry(kind, "one"));
    tally.addEntry("Housing", entry(kind, "two"));

    Heading heading = new Heading("Housing", "Fuel", "GBP", outcome);
    assertThat(tally.headings()).containsExactly(heading);
    assertThat(tally.sum(heading::equals)).isEqualTo(new Figure(2, 1_400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TOP_UP", "WITHDRAWAL", "TRANSFER_IN", "TRANSFER_OUT", "HOLD", "RELEASE"})
  void what_is_not_spent_has_no_figure(String kind) {
    tally.addEntry("Housing", entry(kind, "one"));

    assertThat(tally.headings()).isEmpty();
  }

  @Test
  void several_holds_of_one_authorization_are_one_approval() {
    tally.addEntry("Housing", entry("HOLD", "one"));
    tally.addEntry("Housing", entry("HOLD", "one"));
    tally.addEntry("Housing", entry("HOLD", "two"));

    assertThat(tally.approvals()).isEqualTo(2);
  }

  @Test
  void declines_are_counted_by_their_code() {
    for (String code : List.of("insufficient_funds", "card_frozen", "insufficient_funds")) {
      tally.addDecline(
          "Housing",
          Json.object().put("declineCode", code).put("requestedAmount", 5).put("currency", "GBP"));
    }

    assertThat(tally.declinesByCode().toString())
        .isEqualTo("{card_frozen=1, insufficient_funds=2}");
    assertThat(tally.sum(heading -> heading.outcome() == Outcome.DECLINED))
        .isEqualTo(new Figure(3, 15));
  }

  @Test
  void a_row_that_left_no_trace_is_no_agreement_even_where_the_sums_agree() {
    List<Purchase> rows =
        List.of(PurchaseLines.row(1, "shop", 700), PurchaseLines.row(2, "shop", -700));
    Report report = new Report(List.of(new WalletPlan("Housing", "GBP", "Housing", rows)), tally);

    assertThat(report.lines()).contains("Difference to the file: GBP 0.00");
    assertThat(report.agrees()).isFalse();

    tally.addEntry("Housing", entry("HOLD", "one"));
    tally.addEntry("Housing", entry("CLEARING", "one"));
    tally.addEntry("Housing", entry("REFUND", "one"));
    assertThat(report.agrees()).isTrue();
  }

  private static ObjectNode entry(String kind, String authorizationId) {
    ObjectNode entry = Json.object().put("kind", kind).put("amount", 700).put("currency", "GBP");
    entry.put("authorizationId", authorizationId);
    entry.putObject("metadata").put("category", "Fuel");
    return entry;
  }
}
