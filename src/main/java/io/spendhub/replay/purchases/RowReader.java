package io.spendhub.replay.purchases;

import io.spendhub.shared.Currencies;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes rows of the cells of lines, and refuses every line that could not be sent as it is. */
final class RowReader {
  private static final Pattern LAST4 = Pattern.compile("[0-9]{4}");

  private final Columns columns;
  private final Instant now;
  // Merchants, categories and directorates repeat: one string each keeps a large file small.
  private final Map<String, String> words = new HashMap<>();

  RowReader(Columns columns, Instant now) {
    this.columns = columns;
    this.now = now;
  }

  Purchase read(int number, int line, List<String> cells) {
    if (cells.size() != columns.count()) {
      throw MalformedFile.at(
          line, cells.size() + " columns where the header has " + columns.count());
    }
    Cells row = new Cells(line, cells);
    Amount billed = row.billed();
    Amount original = row.amount(Columns.ORIGINAL_AMOUNT, row.currency(Columns.ORIGINAL_CURRENCY));
    if (original.minor() > 0 != billed.minor() > 0) {
      throw MalformedFile.at(
          line, Columns.ORIGINAL_AMOUNT, "its sign differs from " + columns.billingAmount());
    }
    return new Purchase(
        number,
        row.date(),
        row.last4(),
        row.merchant(),
        original,
        billed,
        row.textOrNone(Columns.CATEGORY),
        row.textOrNone(Columns.DIRECTORATE));
  }

  private final class Cells {
    private final int line;
    private final List<String> cells;

    Cells(int line, List<String> cells) {
      this.line = line;
      this.cells = cells;
    }

    /** The API takes only what has happened already, so a date to come is a mistake in the file. */
    LocalDate date() {
      String text = columns.cell(cells, Columns.DATE);
      try {
        LocalDate date = LocalDate.parse(text);
        if (Purchase.noonOf(date).isAfter(now)) {
          throw wrong(Columns.DATE, text + " is not in the past");
        }
        return date;
      } catch (DateTimeException notADate) {
        throw wrong(Columns.DATE, "\"" + text + "\" is not a date such as 2016-12-31");
      }
    }

    String last4() {
      String text = text(Columns.LAST4);
      if (!LAST4.matcher(text).matches()) {
        throw wrong(Columns.LAST4, "\"" + text + "\" is not four digits");
      }
      return text;
    }

    String merchant() {
      String text = text(Columns.MERCHANT);
      if (text.isBlank()) {
        throw wrong(Columns.MERCHANT, "it is blank");
      }
      return text;
    }

    String textOrNone(String column) {
      String text = text(column);
      return text.isBlank() ? Purchase.NONE : text;
    }

    Amount billed() {
      return amount(
          columns.billingAmount(),
          columns.fileCurrency().orElseGet(() -> currency(Columns.BILLING_CURRENCY)));
    }

    String currency(String column) {
      String code = text(column);
      if (Currencies.find(code).isEmpty()) {
        throw wrong(column, "\"" + code + "\" is not a currency");
      }
      return code;
    }

    Amount amount(String column, String currency) {
      try {
        Amount amount = Amount.parse(columns.cell(cells, column), currency);
        if (amount.minor() == 0) {
          throw wrong(column, "the amount is zero");
        }
        return amount;
      } catch (IllegalArgumentException malformed) {
        throw wrong(column, String.valueOf(malformed.getMessage()));
      }
    }

    private String text(String column) {
      String text = columns.cell(cells, column);
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw wrong(column, "it holds a control character");
      }
      return words.computeIfAbsent(text, word -> word);
    }

    private MalformedFile wrong(String column, String problem) {
      return MalformedFile.at(line, column, problem);
    }
  }
}
