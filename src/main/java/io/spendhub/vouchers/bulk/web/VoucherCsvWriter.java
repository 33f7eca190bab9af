package io.spendhub.vouchers.bulk.web;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes rows of CSV (RFC 4180, UTF-8, lines that end in a line feed) as they come. A cell that a
 * spreadsheet would take for a formula gets an apostrophe before it, which {@link VoucherCsvReader}
 * takes off again.
 */
final class VoucherCsvWriter implements AutoCloseable {
  static final String MEDIA_TYPE = "text/csv";
  static final String GUARD = "'";

  /** What begins a formula, and the guard, so that a guarded cell is told from one that has it. */
  private static final String GUARDED = "=+-@\t\r" + GUARD;

  private final CsvGenerator csv;

  /** Writes the header. The stream is closed with the writer. */
  VoucherCsvWriter(OutputStream out, List<String> header) throws IOException {
    csv = new CsvFactory().createGenerator(out);
    write(header);
  }

  /** Writes a row; a value that is absent is an empty text. */
  void write(List<String> cells) throws IOException {
    csv.writeStartArray();
    for (String cell : cells) {
      csv.writeString(needsGuard(cell) ? GUARD + cell : cell);
    }
    csv.writeEndArray();
  }

  static boolean needsGuard(String cell) {
    return !cell.isEmpty() && GUARDED.indexOf(cell.charAt(0)) >= 0;
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
