package io.spendhub.replay.purchases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Writes small purchase files, and rows that need no file. */
public final class PurchaseLines {
  public static final String HEADER =
      "trans_date,card_last4,merchant,original_amount,original_currency,"
          + "billing_amount_gbp,category,directorate";
  public static final Instant NOW = Instant.parse("2020-01-01T00:00:00Z");

  /**
   * Two spellings of a directorate and a blank one, a purchase abroad, and a refund of each kind.
   */
  public static final List<String> PURCHASES =
      List.of(
          "2016-05-04,0012,corner cafe,4.50,GBP,4.50,Food,Housing",
          "2016-05-04,0012,book room,20.00,GBP,20.00,Books,Housing",
          "2016-05-05,0012,book room,-5.00,GBP,-5.00,Books,Housing",
          "2016-05-05,0034,new york diner,30.00,USD,24.10,Food,housing",
          "2016-05-06,0034,never bought there,-1.00,GBP,-1.00,Food,housing",
          "2016-05-06,0012,garage,100.00,GBP,100.00,Fuel,");

  private PurchaseLines() {}

  /** A file of {@link #PURCHASES}. */
  public static Path file(Path directory) {
    return file(directory, PURCHASES.toArray(String[]::new));
  }

  /** A file with the header of the real one. */
  public static Path file(Path directory, String... lines) {
    return text(directory, HEADER + "\n" + String.join("\n", lines) + "\n");
  }

  public static Path text(Path directory, String text) {
    try {
      return Files.write(directory.resolve("purchases.csv"), text.getBytes(UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public static Purchase row(int number, String merchant, long minor) {
    Amount amount = new Amount(minor, "GBP");
    LocalDate date = LocalDate.of(2016, 5, 4);
    return new Purchase(number, date, "1234", merchant, amount, amount, "Travel", "Housing");
  }
}
