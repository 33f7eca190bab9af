package io.spendhub.vouchers.bulk.web;

import static io.spendhub.vouchers.bulk.web.VoucherCsvWriter.GUARD;

import io.spendhub.platform.http.json.Timestamps;
import io.spendhub.platform.http.validation.Printable;
import io.spendhub.platform.http.validation.TextRules;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.vouchers.bulk.ImportRow;
import io.spendhub.vouchers.codes.Codes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The columns of a file of vouchers, in the order of its header. {@code code} is required; {@code
 * holder}, {@code amount} and {@code expiresAt} may be there. What else an export has is passed
 * over: it tells what became of another voucher.
 */
record ImportColumns(List<String> names) {
  /** The most that are looked at; more than are known are refused by name. */
  static final int MOST = 100;

  private static final String CODE = "code";
  private static final String HOLDER = "holder";
  private static final String AMOUNT = "amount";
  private static final String EXPIRES_AT = "expiresAt";
  private static final int LONGEST_HOLDER = 255;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

  /**
   * Reads the header, whose names are told without regard to case.
   *
   * @throws Refusal 400 that names each unknown, repeated or missing column
   */
  static ImportColumns of(List<String> header) {
    Faults faults = new Faults(1);
    List<String> names = new ArrayList<>();
    for (String written : header) {
      Optional<String> known = known(written.strip());
      if (known.isEmpty()) {
        faults.add(String.valueOf(names.size()), "unknown_field", unknown(names.size(), written));
      } else if (names.contains(known.get())) {
        faults.add(known.get(), "duplicate", "The column occurs twice.");
      }
      names.add(known.orElse(""));
    }
    if (!names.contains(CODE)) {
      faults.add(CODE, "required", "The column code is required.");
    }
    faults.refuse();
    return new ImportColumns(List.copyOf(names));
  }

  private static Optional<String> known(String name) {
    return ExportResource.COLUMNS.stream().filter(name::equalsIgnoreCase).findFirst();
  }

  private static String unknown(int index, String written) {
    String detail =
        "Column %d, \"%s\", is none of code, holder, amount and expiresAt."
            .formatted(index + 1, Printable.of(written));
    boolean otherwiseSeparated = written.contains(";") || written.contains("\t");
    return otherwiseSeparated ? detail + " Cells are separated by commas." : detail;
  }

  int count() {
    return names.size();
  }

  /**
   * Reads a row.
   *
   * @throws Refusal 400 that names the line and each invalid cell
   */
  ImportRow row(int line, List<String> cells) {
    if (cells.size() != count()) {
      String compared = cells.size() < count() ? "fewer" : "more";
      throw Refusal.invalidField(
          "/" + line, "wrong_size", "The line has " + compared + " cells than the header.");
    }
    Faults faults = new Faults(line);
    String code = cell(cells, CODE);
    if (!Codes.mayBeMade(code)) {
      faults.add(
          CODE,
          "wrong_format",
          "Codes have 3 to 64 letters, digits, and - _ . or spaces, and are no UUIDs.");
    }
    Optional<String> holder = value(cells, HOLDER, Optional::of, faults);
    holder
        .flatMap(text -> TextRules.plain(text, LONGEST_HOLDER))
        .ifPresent(fault -> faults.add(HOLDER, fault.code(), fault.detail()));
    Optional<Long> amount = value(cells, AMOUNT, ImportColumns::amount, faults);
    Optional<Instant> expiresAt = value(cells, EXPIRES_AT, Timestamps::parse, faults);
    faults.refuse();
    return new ImportRow(
        line, code, holder, amount.map(OptionalLong::of).orElseGet(OptionalLong::empty), expiresAt);
  }

  private static Optional<Long> amount(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  private <T> Optional<T> value(
      List<String> cells, String column, Function<String, Optional<T>> reading, Faults faults) {
    String text = cell(cells, column);
    Optional<T> value = text.isEmpty() ? Optional.empty() : reading.apply(text);
    if (!text.isEmpty() && value.isEmpty()) {
      faults.add(
          column,
          "wrong_format",
          column.equals(AMOUNT)
              ? "An amount is a whole number of minor units."
              : "This is not an RFC 3339 timestamp.");
    }
    return value;
  }

  /** The text of a cell; empty if there is none. */
  private String cell(List<String> cells, String column) {
    int index = names.indexOf(column);
    String written = index < 0 ? "" : cells.get(index);
    String text = column.equals(HOLDER) && !written.isBlank() ? written : written.strip();
    boolean guarded = text.startsWith(GUARD) && VoucherCsvWriter.needsGuard(text.substring(1));
    return guarded ? text.substring(1) : text;
  }

  /** What is wrong with a line. */
  private record Faults(int line, List<FieldError> errors) {
    Faults(int line) {
      this(line, new ArrayList<>());
    }

    void add(String column, String code, String detail) {
      errors.add(new FieldError("/" + line + "/" + column, code, detail));
    }

    void refuse() {
      if (!errors.isEmpty()) {
        throw Refusal.invalidFields(errors);
      }
    }
  }
}
