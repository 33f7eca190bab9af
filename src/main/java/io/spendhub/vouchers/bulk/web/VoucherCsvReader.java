package io.spendhub.vouchers.bulk.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.bulk.ImportRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads vouchers from CSV (RFC 4180, UTF-8) as they come, with no more than a row in memory. The
 * first line names the {@link ImportColumns}. Blank lines are passed over.
 *
 * <p>Whatever is wrong is a {@link Refusal} 400: {@code malformed_csv}, or {@code
 * validation_failed} with {@code /line/column} for a pointer. The constructor refuses the header,
 * {@link #hasNext} what is no row and ends the file, {@link #next} a row that others may follow.
 */
final class VoucherCsvReader implements Iterator<ImportRow> {
  static final int MOST_ROWS = 1_000_000;

  /** Beyond these it is no row but a file that went wrong; what a row may hold is far less. */
  static final int LONGEST_CELL = 100_000;

  static final int MOST_CELLS = 1_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private final CsvParser parser;
  private final ImportColumns columns;
  private Optional<List<String>> ahead = Optional.empty();
  private int line;
  private int nextLine = 1;
  private int rows;

  /** The stream is left open: whoever gave it closes it. */
  VoucherCsvReader(InputStream file) {
    try {
      parser = csv().createParser(withoutMark(file));
    } catch (IOException unreadable) {
      throw refusal(unreadable);
    }
    columns =
        ImportColumns.of(
            read(ImportColumns.MOST)
                .orElseThrow(() -> malformed("The file is empty; its first line names columns.")));
  }

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty()) {
      ahead = read(columns.count());
      if (ahead.isPresent() && ++rows > MOST_ROWS) {
        throw Refusal.invalidField(
            "/" + line, "too_many", "A file has at most " + MOST_ROWS + " rows.");
      }
    }
    return ahead.isPresent();
  }

  @Override
  public ImportRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    List<String> cells = ahead.orElseThrow();
    ahead = Optional.empty();
    return columns.row(line, cells);
  }

  /** The line in which the row begins that was read last. */
  int line() {
    return line;
  }

  private static CsvFactory csv() {
    return CsvFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(LONGEST_CELL).build())
        .build();
  }

  /** Strict, where Jackson's own reading would guess the encoding. */
  private static Reader withoutMark(InputStream file) throws IOException {
    Reader text = new BufferedReader(new InputStreamReader(file, UTF_8.newDecoder()));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  /** The cells of the next line that is not blank; empty at the end of the file. */
  private Optional<List<String>> read(int mostCells) {
    try {
      while (parser.nextToken() != null) {
        line = nextLine;
        List<String> cells = cells(mostCells);
        if (cells.size() > 1 || !cells.getFirst().isBlank()) {
          return Optional.of(cells);
        }
      }
      return Optional.empty();
    } catch (IOException unreadable) {
      throw refusal(unreadable);
    }
  }

  /**
   * The cells of the row that begins here, where there are more than the most one more than those.
   * Line ends in them are counted here: the parser's own count runs ahead of the row that it is at.
   */
  private List<String> cells(int most) throws IOException {
    List<String> kept = new ArrayList<>();
    nextLine++;
    for (int count = 0; parser.nextToken() != JsonToken.END_ARRAY; count++) {
      if (count == MOST_CELLS) {
        throw malformed("Line %d has more than %d cells.".formatted(line, MOST_CELLS));
      }
      String cell = parser.getText();
      nextLine += (int) cell.chars().filter(c -> c == '\n').count();
      if (count <= most) {
        kept.add(cell);
      }
    }
    return kept;
  }

  private RuntimeException refusal(IOException failure) {
    return switch (failure) {
      case CharacterCodingException notUtf8 -> malformed("The file is not UTF-8.");
      case JsonProcessingException notCsv ->
          malformed(
              "From line %d on, this is not CSV, or a cell has more than %d characters."
                  .formatted(line, LONGEST_CELL));
      default -> new UncheckedIOException(failure);
    };
  }

  private static Refusal malformed(String detail) {
    return Refusal.of(Refusal.Kind.INVALID, "malformed_csv", detail);
  }
}
