package io.spendhub.replay.purchases;

import io.spendhub.shared.Currencies;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where the header line puts each column. The billing currency is the file's ({@code
 * billing_amount_gbp}) or each row's ({@code billing_amount} and {@code billing_currency}). Other
 * columns are let be.
 */
final class Columns {
  static final String DATE = "trans_date";
  static final String LAST4 = "card_last4";
  static final String MERCHANT = "merchant";
  static final String ORIGINAL_AMOUNT = "original_amount";
  static final String ORIGINAL_CURRENCY = "original_currency";
  static final String BILLING_AMOUNT = "billing_amount";
  static final String BILLING_CURRENCY = "billing_currency";
  static final String CATEGORY = "category";
  static final String DIRECTORATE = "directorate";

  private static final List<String> REQUIRED =
      List.of(DATE, LAST4, MERCHANT, ORIGINAL_AMOUNT, ORIGINAL_CURRENCY, CATEGORY, DIRECTORATE);

  private final List<String> header;
  private final String billingAmount;
  private final Optional<String> fileCurrency;

  private Columns(List<String> header, String billingAmount, Optional<String> fileCurrency) {
    this.header = header;
    this.billingAmount = billingAmount;
    this.fileCurrency = fileCurrency;
  }

  static Columns of(List<String> header) {
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!seen.add(column)) {
        throw MalformedFile.at(1, column, "the header names it twice");
      }
    }
    for (String column : REQUIRED) {
      if (!seen.contains(column)) {
        throw MalformedFile.at(1, column, "the header does not name it");
      }
    }
    String billingAmount = billingAmount(header);
    return new Columns(header, billingAmount, fileCurrency(billingAmount, seen));
  }

  private static String billingAmount(List<String> header) {
    List<String> found =
        header.stream()
            .filter(name -> name.equals(BILLING_AMOUNT) || name.startsWith(BILLING_AMOUNT + "_"))
            .toList();
    if (found.size() != 1) {
      String problem = found.isEmpty() ? "the header does not name it" : "the header has " + found;
      throw MalformedFile.at(1, BILLING_AMOUNT, problem);
    }
    return found.getFirst();
  }

  private static Optional<String> fileCurrency(String billingAmount, Set<String> header) {
    boolean ofEachRow = header.contains(BILLING_CURRENCY);
    if (billingAmount.equals(BILLING_AMOUNT)) {
      if (!ofEachRow) {
        throw MalformedFile.at(1, BILLING_CURRENCY, "the header does not name it");
      }
      return Optional.empty();
    }
    if (ofEachRow) {
      throw MalformedFile.at(1, BILLING_CURRENCY, billingAmount + " names a currency already");
    }
    String code = billingAmount.substring(BILLING_AMOUNT.length() + 1).toUpperCase(Locale.ROOT);
    if (Currencies.find(code).isEmpty()) {
      throw MalformedFile.at(1, billingAmount, code + " is not a currency");
    }
    return Optional.of(code);
  }

  int count() {
    return header.size();
  }

  /** The name of the column with the billed amount, as the header spells it. */
  String billingAmount() {
    return billingAmount;
  }

  /** The currency of all rows, or empty where each row names its own. */
  Optional<String> fileCurrency() {
    return fileCurrency;
  }

  String cell(List<String> cells, String column) {
    return cells.get(header.indexOf(column));
  }
}
