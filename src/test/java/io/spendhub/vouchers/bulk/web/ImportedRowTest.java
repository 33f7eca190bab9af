package io.spendhub.vouchers.bulk.web;

import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.discount;
import static io.spendhub.testing.api.Generation.giftCard;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Spending;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of a file becomes a voucher, or is told with the reason why not. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ImportedRowTest {
  private Spending acme;
  private String gifts;
  private String sale;

  @BeforeEach
  void openCampaigns() {
    acme = Spending.inANewOrganization();
    gifts = campaign(acme, giftCard(500));
    sale = campaign(acme, discount(Map.of()));
  }

  @Test
  void a_code_that_stands_twice_in_a_file_makes_one_voucher_and_the_second_line_is_told() {
    JsonPath answer = imported(gifts, "code\nSUMMER-1\nsummer 1\n");

    assertThat(answer.getLong("imported")).isEqualTo(1);
    assertThat(answer.getLong("skipped")).isEqualTo(1);
    assertThat(answer.getList("skippedFirst.line")).containsExactly(3);
    assertThat(answer.getList("skippedFirst.column")).containsExactly("code");
    assertThat(answer.getList("skippedFirst.code")).containsExactly("already_imported");
    acme.proveLedger();
  }

  @ParameterizedTest
  @CsvSource({
    "'dup1,bob,500,2099-01-31T00:00:00Z', holder",
    "'dup1,ann,900,2099-01-31T00:00:00Z', amount",
    "'dup1,ann,500,2099-02-01T00:00:00Z', expiresAt",
  })
  void a_row_that_tells_another_voucher_of_the_same_code_is_never_lost_silently(
      String second, String column) {
    String first = "code,holder,amount,expiresAt\nDUP-1,ann,500,2099-01-31T00:00:00Z\n";

    JsonPath inOneFile = imported(gifts, first + second + "\n");
    JsonPath inAnother = imported(gifts, first.replace("DUP-1", "dup 1") + second + "\n");

    assertThat(inOneFile.getLong("imported")).isEqualTo(1);
    assertThat(inAnother.getLong("skipped")).isEqualTo(1);
    for (JsonPath answer : List.of(inOneFile, inAnother)) {
      assertThat(answer.getLong("rejectedRows")).isEqualTo(1);
      assertThat(answer.getInt("rejected[0].line")).isEqualTo(3);
      assertThat(answer.getString("rejected[0].column")).isEqualTo(column);
      assertThat(answer.getString("rejected[0].code")).isEqualTo("code_taken");
    }
    assertThat(acme.get("/v1/vouchers/DUP-1").jsonPath().getLong("balance")).isEqualTo(500);
    acme.proveLedger();
  }

  /** What spreadsheets make of numbers and dates. */
  @ParameterizedTest
  @CsvSource({
    "'(5.00)', amount",
    "'\u2212500', amount",
    "'1,000', amount",
    "1E+3, amount",
    "5.00, amount",
    "+500, amount",
    "45000, expiresAt",
    "31/01/2099, expiresAt",
  })
  void what_could_mean_this_or_that_is_never_guessed(String cell, String column) {
    JsonPath answer = imported(gifts, "code," + column + "\nODD-1,\"" + cell + "\"\n");

    assertThat(answer.getLong("imported")).isZero();
    assertThat(answer.getInt("rejected[0].line")).isEqualTo(2);
    assertThat(answer.getString("rejected[0].column")).isEqualTo(column);
    assertThat(answer.getString("rejected[0].code")).isEqualTo("wrong_format");
  }

  @Test
  void files_of_other_systems_have_marks_other_line_ends_and_cells_of_several_lines() {
    JsonPath answer =
        imported(
            gifts,
            String.join(
                "\r\n",
                "\uFEFFcode,holder,amount",
                "MARKED-1,ann,5",
                "MARKED-2,\"a\nb\",5",
                "MARKED-3,cat,x"));

    assertThat(answer.getLong("imported")).isEqualTo(1);
    assertThat(answer.getList("rejected.line")).containsExactly(3, 5);
    assertThat(answer.getList("rejected.column")).containsExactly("holder", "amount");
  }

  @Test
  void rows_that_cannot_be_imported_are_named_and_the_others_are() {
    imported(gifts, "code\nTAKEN-1\n");

    JsonPath answer =
        imported(
            sale,
            """
            code,amount
            taken1,
            FINE-1,
            x!,
            WITH-AMOUNT,5
            BAD-AMOUNT,five
            TOO-FEW
            TOO-MANY,,
            FINE-2,
            """);

    assertThat(answer.getLong("imported")).isEqualTo(2);
    assertThat(answer.getLong("rejectedRows")).isEqualTo(6);
    assertThat(answer.getList("rejected.line", Integer.class)).containsExactly(2, 4, 5, 6, 7, 8);
    assertThat(answer.getList("rejected.code", String.class))
        .containsExactly(
            "code_taken",
            "wrong_format",
            "amount_not_allowed",
            "wrong_format",
            "wrong_size",
            "wrong_size");
    assertThat(answer.getList("rejected.detail", String.class))
        .allSatisfy(detail -> assertThat(detail).endsWith(".").doesNotContain("Line "));
  }

  @Test
  void of_many_rejected_rows_the_first_hundred_are_named() {
    String rows = IntStream.range(0, 150).mapToObj(number -> "?" + number).collect(joining("\n"));

    JsonPath answer = imported(sale, "code\n" + rows + "\n");

    assertThat(answer.getLong("rejectedRows")).isEqualTo(150);
    assertThat(answer.getList("rejected")).hasSize(100);
  }

  @Test
  void the_first_rejected_rows_are_those_of_the_lowest_lines() {
    imported(gifts, VoucherFile.numbered(1, 1));
    String rows = IntStream.range(0, 150).mapToObj(number -> "?" + number).collect(joining("\n"));

    JsonPath answer = imported(sale, VoucherFile.numbered(1, 1) + rows + "\n");

    assertThat(answer.getLong("rejectedRows")).isEqualTo(151);
    assertThat(answer.getList("rejected.line", Integer.class)).hasSize(100).isSorted();
    assertThat(answer.getString("rejected[0].code")).isEqualTo("code_taken");
  }

  @Test
  void a_gift_card_of_nothing_is_rejected() {
    JsonPath answer = imported(gifts, "code,amount\nNOTHING-1,0\n");

    assertThat(answer.getList("rejected.code")).containsExactly("out_of_range");
  }

  private JsonPath imported(String campaign, String file) {
    Response answer = VoucherFile.send(acme, campaign, file);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }
}
