package io.spendhub.vouchers.bulk.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.bulk.ImportRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of vouchers, such as people make them and such as attackers make them. */
class VoucherCsvTest {
  @Test
  void a_row_tells_a_voucher() {
    assertThat(
            rows(
                """
                code,holder,amount,expiresAt
                GIFT-1,ada,2500,2027-01-31T00:00:00+01:00
                """))
        .containsExactly(
            new ImportRow(
                2,
                "GIFT-1",
                Optional.of("ada"),
                OptionalLong.of(2_500),
                Optional.of(Instant.parse("2027-01-30T23:00:00Z"))));
  }

  @Test
  void only_the_code_is_required_and_columns_stand_in_any_order() {
    assertThat(rows("code\nGIFT-1\n")).containsExactly(row(2, "GIFT-1"));
    assertThat(rows("holder,code,amount\n,GIFT-1,\n")).containsExactly(row(2, "GIFT-1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code\r\nGIFT-1\r\n",
        "code\nGIFT-1",
        "\uFEFFcode\nGIFT-1\n",
        "\uFEFF\"code\"\nGIFT-1\n",
        " code \n GIFT-1 \n",
        "\"code\"\n\"GIFT-1\"\n"
      })
  void spreadsheets_may_write_it_as_they_do(String file) {
    assertThat(rows(file)).containsExactly(row(2, "GIFT-1"));
  }

  @Test
  void lines_are_counted_through_blank_ones_and_line_ends_in_quotes() {
    assertThat(rows("\ncode,holder\n\nGIFT-1,\n\n\nGIFT-2,\n"))
        .containsExactly(row(4, "GIFT-1"), row(7, "GIFT-2"));
    assertThat(faults("code,holder\n\"GIFT-1\n\n\n\",ada\n\nB!\n,\n"))
        .as("the cell's own line ends are stripped from the code")
        .containsExactly("/7 wrong_size");
  }

  @Test
  void a_file_without_rows_has_none() {
    VoucherCsvReader reader = new VoucherCsvReader(bytes("code\n"));

    assertThat(reader.hasNext()).isFalse();
    assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void asking_twice_whether_there_is_more_skips_nothing() {
    VoucherCsvReader reader = new VoucherCsvReader(bytes("code\nGIFT-1\nGIFT-2\n"));

    assertThat(reader.hasNext()).isTrue();
    assertThat(reader.hasNext()).isTrue();
    assertThat(reader.next().code()).isEqualTo("GIFT-1");
    assertThat(reader.next().code()).isEqualTo("GIFT-2");
    assertThat(reader.hasNext()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\uFEFF", " \n \n"})
  void an_empty_file_is_none(String file) {
    assertThat(refusal(bytes(file)).code()).isEqualTo("malformed_csv");
  }

  @Test
  void columns_are_those_that_are_known_once_each() {
    assertThat(faults("code,colour\n")).containsExactly("/1/1 unknown_field");
    assertThat(faults("amount,Amount,CODE\n")).containsExactly("/1/amount duplicate");
    assertThat(faults("id,id,code\n")).containsExactly("/1/id duplicate");
    assertThat(faults("code,amount,code\n")).containsExactly("/1/code duplicate");
    assertThat(faults("amount\n5\n")).containsExactly("/1/code required");
    assertThat(faults("code,\n")).containsExactly("/1/1 unknown_field");
  }

  @Test
  void columns_are_told_without_regard_to_case() {
    assertThat(rows("CODE,Holder,EXPIRESAT,amount\nGIFT-1,ada,,5\n").getFirst().holder())
        .hasValue("ada");
  }

  @Test
  void what_else_an_export_has_is_passed_over() {
    assertThat(rows("id,code,status,balance,redemptions,publishedAt,createdAt\nx,GIFT-1,,,,,\n"))
        .containsExactly(row(2, "GIFT-1"));
  }

  @Test
  void a_column_that_is_not_known_is_shown() {
    assertThat(refusal(bytes("code;holder\n")).errors().getFirst().detail())
        .isEqualTo(
            "Column 1, \"code;holder\", is none of code, holder, amount and expiresAt."
                + " Cells are separated by commas.");
    assertThat(refusal(bytes("code,colour\n")).errors().getFirst().detail())
        .isEqualTo("Column 2, \"colour\", is none of code, holder, amount and expiresAt.");
  }

  @Test
  void a_row_has_as_many_cells_as_the_header() {
    assertThat(faults("code,holder\nGIFT-1\n")).containsExactly("/2 wrong_size");
    assertThat(faults("code,holder\nGIFT-1,ada,\n")).containsExactly("/2 wrong_size");
  }

  @Test
  void after_a_row_with_too_many_cells_the_next_one_is_read() {
    VoucherCsvReader reader =
        new VoucherCsvReader(bytes("code\nGIFT-1,ada,\"b\nc\",d\n\nGIFT-2\n"));

    assertThatThrownBy(reader::next).isInstanceOf(Refusal.class);

    assertThat(reader.next()).isEqualTo(row(5, "GIFT-2"));
  }

  @Test
  void after_a_cell_that_is_far_too_long_the_next_row_is_read() {
    VoucherCsvReader reader =
        new VoucherCsvReader(bytes("code\n" + "A".repeat(50_000) + "\nGIFT-2\n"));

    assertThatThrownBy(reader::next).isInstanceOf(Refusal.class);

    assertThat(reader.next()).isEqualTo(row(3, "GIFT-2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AB", "GIFT#1", "=GIFT", "'GIFT", "\"GIFT\u0000\"", "Größe"})
  void a_code_is_one(String code) {
    assertThat(faults("code\nGIFT-1\n" + code + "\n")).containsExactly("/3/code wrong_format");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "+1",
        "1.0",
        "1e3",
        "0x10",
        "1 000",
        "\"1,000\"",
        "9223372036854775808",
        "99999999999999999999",
        "\u0661",
        "ten"
      })
  void an_amount_is_a_whole_number(String amount) {
    assertThat(faults("code,amount\nGIFT-1," + amount + "\n"))
        .containsExactly("/2/amount wrong_format");
  }

  @Test
  void an_amount_may_be_the_largest_there_is() {
    assertThat(rows("code,amount\nGIFT-1,9223372036854775807\n").getFirst().amount())
        .hasValue(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-01-31", "2027-01-31T00:00:00", "2027-02-30T00:00:00Z", "never"})
  void an_expiry_is_a_timestamp(String at) {
    assertThat(faults("code,expiresAt\nGIFT-1," + at + "\n"))
        .containsExactly("/2/expiresAt wrong_format");
  }

  @Test
  void a_holder_is_plain_text() {
    assertThat(faults("code,holder\nGIFT-1," + "a".repeat(256) + "\n"))
        .containsExactly("/2/holder too_long");
    assertThat(faults("code,holder\nGIFT-1,a\u0000da\n"))
        .containsExactly("/2/holder control_characters");
    assertThat(faults("code,holder\nGIFT-1,4242424242424242\n"))
        .containsExactly("/2/holder card_number");
  }

  @Test
  void every_fault_of_a_row_is_named_with_its_line_and_without_what_was_sent() {
    Refusal refusal = refusal(bytes("code,amount,expiresAt\nX,secret,secret\n"));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(refusal.errors())
        .extracting(error -> error.pointer() + " " + error.code())
        .containsExactly(
            "/2/code wrong_format", "/2/amount wrong_format", "/2/expiresAt wrong_format");
    assertThat(refusal.errors())
        .allSatisfy(error -> assertThat(error.detail()).endsWith(".").doesNotContain("secret"));
  }

  @Test
  void other_encodings_than_utf_8_are_refused() {
    assertMalformed("code,holder\nGIFT-1,Zoë\n".getBytes(ISO_8859_1));
    assertMalformed("code\nGIFT-1\n".getBytes(UTF_16));
    assertMalformed(new byte[] {'c', 'o', 'd', 'e', '\n', 'A', 'B', 'C', (byte) 0xC3});
    assertMalformed(new byte[] {'c', 'o', 'd', 'e', '\n', (byte) 0xC0, (byte) 0x80, '\n'});
  }

  @Test
  void quotes_that_never_end_are_refused() {
    assertMalformed("code\n\"GIFT-1\n".getBytes(UTF_8));
  }

  @Test
  void a_cell_without_end_is_refused_before_it_fills_the_memory() {
    assertMalformed(endless("code\n", "A"));
    assertMalformed(endless("code\n\"", "A"));
    assertMalformed(endless("", "A"));
  }

  @Test
  void a_row_without_end_is_refused_before_it_fills_the_memory() {
    assertMalformed(endless("code\n", "A,"));
    assertMalformed(endless("", "code,"));
  }

  @Test
  void a_file_has_at_most_a_million_rows() {
    VoucherCsvReader reader = new VoucherCsvReader(endless("code\n", "GIFT-1\n"));
    for (int i = 0; i < 1_000_000; i++) {
      reader.next();
    }

    Refusal refusal = catchThrowableOfType(Refusal.class, reader::next);

    assertThat(refusal.errors()).extracting(Refusal.FieldError::code).containsExactly("too_many");
  }

  @Test
  void rows_are_read_as_they_are_asked_for() {
    InputStream faultLater = new SequenceInputStream(bytes("code\nGIFT-1\n"), bytes("GIFT-2\nX\n"));
    VoucherCsvReader reader = new VoucherCsvReader(faultLater);

    assertThat(reader.next().code()).isEqualTo("GIFT-1");
    assertThat(reader.next().code()).isEqualTo("GIFT-2");
    assertThatThrownBy(reader::next).isInstanceOf(Refusal.class);
  }

  @Test
  void what_is_written_is_csv() throws IOException {
    assertThat(written(List.of("GIFT-1", "Ada, \"the\" first", "")))
        .isEqualTo("code,holder,amount\nGIFT-1,\"Ada, \"\"the\"\" first\",\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
  void no_cell_is_a_formula(String cell) throws IOException {
    assertThat(written(List.of("GIFT-1", cell, ""))).contains("'" + cell);
  }

  @Test
  void what_was_written_is_read_again() throws IOException {
    String file =
        written(
            List.of("-AB-1", "=ada", "5"),
            List.of("B-12", "'quoted'", ""),
            List.of("C-12", "Ada, \"the\" first", "7"),
            List.of("D-12", "'=x", ""),
            List.of("E-12", " bob ", ""));

    List<ImportRow> rows = rows(file);

    assertThat(rows)
        .extracting(ImportRow::code)
        .containsExactly("-AB-1", "B-12", "C-12", "D-12", "E-12");
    assertThat(rows)
        .extracting(row -> row.holder().orElseThrow())
        .containsExactly("=ada", "'quoted'", "Ada, \"the\" first", "'=x", " bob ");
  }

  @SafeVarargs
  private static String written(List<String>... rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (VoucherCsvWriter writer = new VoucherCsvWriter(out, List.of("code", "holder", "amount"))) {
      for (List<String> row : rows) {
        writer.write(row);
      }
    }
    return out.toString(UTF_8);
  }

  private static ImportRow row(int line, String code) {
    return new ImportRow(line, code, Optional.empty(), OptionalLong.empty(), Optional.empty());
  }

  private static List<ImportRow> rows(String file) {
    return rows(bytes(file));
  }

  private static List<ImportRow> rows(InputStream file) {
    List<ImportRow> rows = new ArrayList<>();
    new VoucherCsvReader(file).forEachRemaining(rows::add);
    return rows;
  }

  private static List<String> faults(String file) {
    return refusal(bytes(file)).errors().stream()
        .map(error -> error.pointer() + " " + error.code())
        .toList();
  }

  private static void assertMalformed(byte[] file) {
    assertMalformed(new ByteArrayInputStream(file));
  }

  private static void assertMalformed(InputStream file) {
    Refusal refusal = refusal(file);
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(refusal.code()).isEqualTo("malformed_csv");
  }

  private static Refusal refusal(InputStream file) {
    return catchThrowableOfType(Refusal.class, () -> rows(file));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  /** A file that repeats something for ever. */
  private static InputStream endless(String beginning, String repeated) {
    byte[] piece = repeated.getBytes(UTF_8);
    InputStream repeating =
        new InputStream() {
          private int next;

          @Override
          public int read() {
            return piece[next++ % piece.length];
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
              buffer[offset + i] = (byte) read();
            }
            next %= piece.length;
            return length;
          }
        };
    return new SequenceInputStream(bytes(beginning), repeating);
  }
}
