package io.spendhub.authorizations.domain;

import static io.spendhub.testing.RuleTable.names;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.AuthorizationStatus;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.domain.Amounts.Effect;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.RuleTable;
import io.spendhub.testing.RuleTable.Cell;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each operation does to an authorization in each status, the illegal ones among them. */
class AmountsTableTest {
  /** An authorization in each status; where something is held, it is 60. */
  private static final Map<AuthorizationStatus, Amounts> EXAMPLES =
      Map.ofEntries(
          entry(AuthorizationStatus.DECLINED, Amounts.declined()),
          entry(AuthorizationStatus.VERIFIED, Amounts.verified()),
          entry(AuthorizationStatus.PENDING, Amounts.approved(60)),
          entry(
              AuthorizationStatus.PARTIALLY_CLEARED,
              new Amounts(AuthorizationStatus.PARTIALLY_CLEARED, 100, 0, 60, 40, 0, 0, 0)),
          entry(
              AuthorizationStatus.CLEARED,
              new Amounts(AuthorizationStatus.CLEARED, 100, 0, 0, 100, 0, 0, 0)),
          entry(
              AuthorizationStatus.REVERSED,
              new Amounts(AuthorizationStatus.REVERSED, 100, 0, 0, 40, 0, 60, 0)),
          entry(
              AuthorizationStatus.EXPIRED,
              new Amounts(AuthorizationStatus.EXPIRED, 100, 0, 0, 40, 0, 60, 0)));

  private static final RuleTable CLEARINGS =
      RuleTable.of(
          """
                            | CLEARING 10       | CLEARING 60    | CLEARING 500   | CLEARING 10 last
          DECLINED          | declined          | declined       | declined       | declined
          VERIFIED          | verified          | verified       | verified       | verified
          PENDING           | PARTIALLY_CLEARED | CLEARED        | CLEARED        | CLEARED
          PARTIALLY_CLEARED | PARTIALLY_CLEARED | CLEARED        | CLEARED        | CLEARED
          CLEARED           | CLEARED late      | CLEARED late   | CLEARED late   | CLEARED late
          REVERSED          | REVERSED late     | REVERSED late  | REVERSED late  | REVERSED late
          EXPIRED           | EXPIRED late      | EXPIRED late   | EXPIRED late   | EXPIRED late
          """);

  private static final RuleTable REVERSALS =
      RuleTable.of(
          """
                            | REVERSAL 10       | REVERSAL 60 | REVERSAL 61
          DECLINED          | declined          | declined    | declined
          VERIFIED          | verified          | verified    | verified
          PENDING           | PENDING           | REVERSED    | over hold
          PARTIALLY_CLEARED | PARTIALLY_CLEARED | REVERSED    | over hold
          CLEARED           | over hold         | over hold   | over hold
          REVERSED          | over hold         | over hold   | over hold
          EXPIRED           | over hold         | over hold   | over hold
          """);

  private static final RuleTable REFUNDS =
      RuleTable.of(
          """
                            | REFUND 10         | REFUND 40         | REFUND 101
          DECLINED          | declined          | declined          | declined
          VERIFIED          | verified          | verified          | verified
          PENDING           | over cleared      | over cleared      | over cleared
          PARTIALLY_CLEARED | PARTIALLY_CLEARED | PARTIALLY_CLEARED | over cleared
          CLEARED           | CLEARED           | CLEARED           | over cleared
          REVERSED          | REVERSED          | REVERSED          | over cleared
          EXPIRED           | EXPIRED           | EXPIRED           | over cleared
          """);

  private static final RuleTable INCREMENTS =
      RuleTable.of(
          """
                            | INCREMENT 10      | INCREMENT 500     | INCREMENT 10 declined
          DECLINED          | declined          | declined          | declined
          VERIFIED          | verified          | verified          | verified
          PENDING           | PENDING           | PENDING           | PENDING
          PARTIALLY_CLEARED | PARTIALLY_CLEARED | PARTIALLY_CLEARED | PARTIALLY_CLEARED
          CLEARED           | ended             | ended             | ended
          REVERSED          | ended             | ended             | ended
          EXPIRED           | ended             | ended             | ended
          """);

  /** Nobody asks for an expiry, so nobody is refused one. */
  private static final RuleTable EXPIRIES =
      RuleTable.of(
          """
                            | EXPIRY
          DECLINED          | DECLINED
          VERIFIED          | VERIFIED
          PENDING           | EXPIRED
          PARTIALLY_CLEARED | EXPIRED
          CLEARED           | CLEARED
          REVERSED          | REVERSED
          EXPIRED           | EXPIRED
          """);

  private static final List<RuleTable> TABLES =
      List.of(CLEARINGS, REVERSALS, REFUNDS, INCREMENTS, EXPIRIES);

  private static final Map<String, String> REFUSALS =
      Map.of(
          "declined", "CONFLICT authorization_declined",
          "verified", "CONFLICT authorization_verified",
          "ended", "CONFLICT authorization_ended",
          "over hold", "UNPROCESSABLE amount_exceeds_hold",
          "over cleared", "UNPROCESSABLE amount_exceeds_cleared");

  @Test
  void the_tables_leave_no_status_out() {
    assertThat(EXAMPLES).containsOnlyKeys(AuthorizationStatus.values());
    EXAMPLES.forEach((status, example) -> assertThat(example.status()).isEqualTo(status));
    assertThat(TABLES)
        .allSatisfy(table -> assertThat(table.rows()).isEqualTo(names(AuthorizationStatus.class)));
  }

  @Test
  void the_tables_leave_no_operation_out() {
    assertThat(TABLES.stream().flatMap(table -> table.columns().stream()))
        .extracting(column -> column.split(" ", -1)[0])
        .containsOnly(names(OperationKind.class).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void each_operation_in_each_status_does_what_the_table_says(Cell cell) {
    Amounts before = Objects.requireNonNull(EXAMPLES.get(AuthorizationStatus.valueOf(cell.row())));

    assertThat(outcome(before, cell.column().split(" ", -1)))
        .isEqualTo(REFUSALS.getOrDefault(cell.value(), cell.value()));
  }

  static Stream<Cell> cells() {
    return TABLES.stream().flatMap(table -> table.cells().stream());
  }

  private static String outcome(Amounts before, String[] operation) {
    long amount = operation.length > 1 ? Long.parseLong(operation[1]) : 0;
    boolean otherwise = operation.length > 2;
    try {
      Effect effect =
          switch (OperationKind.valueOf(operation[0])) {
            case CLEARING -> before.clear(amount, otherwise);
            case REVERSAL -> before.reverse(amount);
            case REFUND -> before.refund(amount);
            case INCREMENT -> otherwise ? before.nothing() : before.increment(amount);
            case EXPIRY -> before.expire();
          };
      return effect.after().status() + (effect.late() ? " late" : "");
    } catch (Refusal refusal) {
      return refusal.kind() + " " + refusal.code();
    }
  }
}
