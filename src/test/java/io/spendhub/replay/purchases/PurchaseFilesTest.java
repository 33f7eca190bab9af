package io.spendhub.replay.purchases;

import static io.spendhub.replay.purchases.PurchaseLines.HEADER;
import static io.spendhub.replay.purchases.PurchaseLines.NOW;
import static io.spendhub.replay.purchases.PurchaseLines.file;
import static io.spendhub.replay.purchases.PurchaseLines.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseFilesTest {
  private static final String GOOD = "2016-05-04,0012,corner cafe,4.50,GBP,4.50,Food,Housing";

  @TempDir Path directory;

  @Test
  void a_row_is_read_by_the_names_of_its_columns() {
    Purchase row = PurchaseFiles.read(file(directory, GOOD), NOW).rows().getFirst();

    Amount amount = new Amount(450, "GBP");
    assertThat(row)
        .isEqualTo(
            new Purchase(
                1,
                LocalDate.of(2016, 5, 4),
                "0012",
                "corner cafe",
                amount,
                amount,
                "Food",
                "Housing"));
  }

  @Test
  void a_row_happens_at_noon_in_london_in_summer_and_in_winter() {
    Path file = file(directory, GOOD, GOOD.replace("2016-05-04", "2016-12-04"));

    assertThat(PurchaseFiles.read(file, NOW).rows())
        .extracting(Purchase::occurredAt)
        .containsExactly(
            Instant.parse("2016-05-04T11:00:00Z"), Instant.parse("2016-12-04T12:00:00Z"));
  }

  @Test
  void each_row_may_name_its_own_billing_currency() {
    String lines =
        HEADER.replace("billing_amount_gbp", "billing_currency,billing_amount")
            + "\n2016-05-04,0012,ramen,30.00,GBP,JPY,4500,Food,Tokyo\n";
    Purchase row = PurchaseFiles.read(text(directory, lines), NOW).rows().getFirst();

    assertThat(row.billed()).isEqualTo(new Amount(4500, "JPY"));
    assertThat(row.original()).isEqualTo(new Amount(3000, "GBP"));
    assertThat(row.isForeign()).isTrue();
  }

  @Test
  void a_blank_directorate_or_category_becomes_none() {
    Path file = file(directory, "2016-05-04,0012,cafe,4.50,GBP,4.50, ,");

    Purchase row = PurchaseFiles.read(file, NOW).rows().getFirst();

    assertThat(row.directorate()).isEqualTo("(none)");
    assertThat(row.category()).isEqualTo("(none)");
  }

  @Test
  void quoted_cells_a_byte_order_mark_and_carriage_returns_are_understood() {
    String line = "2016-05-04,0012,\"a, \"\"b\"\"\",4.50,GBP,4.50,Food,\"R&D, London\"";
    Path file = text(directory, "\uFEFF" + HEADER + "\r\n" + line + "\r\n" + GOOD + "\r\n");

    assertThat(PurchaseFiles.read(file, NOW).rows())
        .extracting(Purchase::merchant)
        .containsExactly("a, \"b\"", "corner cafe");
  }

  @Test
  void a_compressed_file_has_the_rows_of_the_plain_one() throws IOException {
    Path plain = file(directory, GOOD);
    Path compressed = directory.resolve("purchases.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(Files.readAllBytes(plain));
    }

    assertThat(PurchaseFiles.read(compressed, NOW).rows())
        .isEqualTo(PurchaseFiles.read(plain, NOW).rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trans_date    | 2016-13-04 | is not a date",
        "trans_date    | 04/05/2016 | is not a date",
        "trans_date    | 2020-01-01 | is not in the past",
        "card_last4    | 123        | is not four digits",
        "card_last4    | 12a4       | is not four digits",
        "merchant      | ''         | is blank",
        "original_currency  | XXX   | is not a currency",
        "original_currency  | gbp   | is not a currency",
        "original_amount    | 1.234 | has more decimals than GBP (2)",
        "original_amount    | -4.50 | sign differs from billing_amount_gbp",
        "billing_amount_gbp | 0.00  | the amount is zero",
        "billing_amount_gbp | ten   | is not an amount",
      })
  void a_wrong_cell_is_named_by_line_and_column(String column, String value, String problem) {
    String[] cells = GOOD.split(",");
    cells[List.of(HEADER.split(",")).indexOf(column)] = value;

    assertMalformed(file(directory, GOOD, String.join(",", cells)))
        .withMessageStartingWith("Line 3, column " + column + ":")
        .withMessageContaining(problem);
  }

  @Test
  void the_line_is_the_files_own_where_quoted_cells_have_line_ends() {
    String quoted = GOOD.replace("Food,Housing", "Food,Housing,\"one\ntwo\"");
    String header = HEADER + ",note";

    assertMalformed(text(directory, header + "\n" + quoted + "\n" + GOOD + "\n"))
        .withMessageStartingWith("Line 4: 8 columns where the header has 9");
  }

  @Test
  void a_line_with_too_few_cells_is_refused() {
    assertMalformed(file(directory, GOOD, "2016-05-04,0012"))
        .withMessage("Line 3: 2 columns where the header has 8.");
  }

  @Test
  void an_empty_line_is_refused_and_an_empty_line_at_the_end_is_not() {
    assertMalformed(file(directory, GOOD, "", GOOD)).withMessageStartingWith("Line 3: 1 columns");
    assertThat(PurchaseFiles.read(file(directory, GOOD, GOOD), NOW).rows()).hasSize(2);
  }

  @Test
  void a_control_character_is_refused() {
    assertMalformed(file(directory, GOOD.replace("cafe", "ca\u0000fe")))
        .withMessageStartingWith("Line 2, column merchant: it holds a control character");
  }

  @Test
  void what_is_not_utf_8_is_refused_by_its_line() throws IOException {
    Path file = file(directory, GOOD, GOOD.replace("cafe", "caf~"));
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '~' ? (byte) 0xe9 : bytes[i];
    }
    Files.write(file, bytes);

    assertMalformed(file).withMessage("Line 3: not UTF-8.");
  }

  @Test
  void a_quote_that_never_ends_is_refused() {
    assertMalformed(file(directory, GOOD, GOOD.replace("corner cafe", "\"corner cafe")))
        .withMessageStartingWith("Line ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trans_date,         | ''                 | trans_date: the header does not name it",
        "billing_amount_gbp  | billing_amount_abc | ABC is not a currency",
        "billing_amount_gbp  | billed             | billing_amount: the header does not name it",
        "billing_amount_gbp  | billing_amount     | billing_currency: the header does not name it",
        "merchant            | merchant,merchant  | merchant: the header names it twice"
      })
  void a_wrong_header_is_refused(String from, String to, String problem) {
    assertMalformed(text(directory, HEADER.replaceFirst(from, to) + "\n" + GOOD + "\n"))
        .withMessageStartingWith("Line 1, column ")
        .withMessageContaining(problem);
  }

  @Test
  void a_file_without_rows_is_refused() {
    assertMalformed(text(directory, HEADER + "\n")).withMessageContaining("no rows");
    assertMalformed(text(directory, "")).withMessageContaining("empty");
  }

  private static ThrowableAssertAlternative<MalformedFile> assertMalformed(Path file) {
    return assertThatExceptionOfType(MalformedFile.class)
        .isThrownBy(() -> PurchaseFiles.read(file, NOW));
  }
}
