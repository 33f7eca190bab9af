package io.spendhub.replay.purchases;

import io.spendhub.replay.CardLimit;
import io.spendhub.shared.Currencies;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Purchases made up for the demo, the same ones every time: five teams, currencies with no, two and
 * three decimals, purchases abroad, refunds with and without a purchase they belong to, and days on
 * which a card spends more than a limit of {@link #DAILY_LIMIT} allows.
 */
public final class Sample {
  public static final CardLimit DAILY_LIMIT = new CardLimit("DAILY", 50_000);

  private static final String HEADER =
      "trans_date,card_last4,merchant,original_amount,original_currency,"
          + "billing_amount,billing_currency,category,directorate";
  private static final long SEED = 20_250_106L;
  private static final int DAYS = 60;
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 6);

  private record Team(String name, String currency, String foreign, List<String> cards) {}

  private record Shop(String name, String category) {}

  /** One line to be; amounts in minor units. */
  private record Line(
      LocalDate date, String card, Shop shop, Team team, long billed, long original, String code) {}

  private static final List<Team> TEAMS =
      List.of(
          new Team("Engineering", "GBP", "USD", List.of("4417", "4425", "4433")),
          new Team("Design Studio", "EUR", "GBP", List.of("5120", "5138")),
          new Team("Tokyo Office", "JPY", "USD", List.of("6011", "6029")),
          new Team("Kuwait Office", "KWD", "EUR", List.of("7303", "7311")),
          new Team("Sales", "GBP", "EUR", List.of("8102", "8110")),
          new Team("Sales", "EUR", "USD", List.of("8102")));

  private static final List<Shop> SHOPS =
      List.of(
          new Shop("corner coffee", "Hospitality"),
          new Shop("north line rail", "Travel"),
          new Shop("paper & pixel", "Office Supplies"),
          new Shop("hilltop hotel", "Travel"),
          new Shop("cloud nine hosting", "Software"),
          new Shop("city cabs", "Travel"),
          new Shop("the book room", "Training"));

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<Line> purchases = new ArrayList<>();
  private final StringBuilder csv = new StringBuilder(HEADER).append('\n');

  private Sample() {}

  public static String csv() {
    return new Sample().write();
  }

  private String write() {
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = FIRST_DAY.plusDays(day);
      for (Team team : TEAMS) {
        if (random.nextInt(10) < 8) {
          purchase(date, team);
        }
      }
      if (day % 4 == 3) {
        refundOfAPurchase(date);
      }
      if (day % 15 == 14) {
        creditOfItsOwn(date);
      }
    }
    return csv.toString();
  }

  /** Most are small; one in twelve comes near the daily limit or passes it. */
  private void purchase(LocalDate date, Team team) {
    String card = team.cards().get(random.nextInt(team.cards().size()));
    Shop shop = SHOPS.get(random.nextInt(SHOPS.size()));
    boolean large = random.nextInt(12) == 0;
    long limit = DAILY_LIMIT.amount();
    long billed =
        large ? random.nextLong(limit * 3 / 4, limit * 5 / 4) : random.nextLong(250, limit / 5);
    boolean abroad = random.nextInt(6) == 0;
    String code = abroad ? team.foreign() : team.currency();
    long original = abroad ? random.nextLong(300, limit / 4) : billed;
    Line line = new Line(date, card, shop, team, billed, original, code);
    purchases.add(line);
    append(line);
  }

  /** The whole of a recent purchase, or a third of it. */
  private void refundOfAPurchase(LocalDate date) {
    Line bought = purchases.get(purchases.size() - 1 - random.nextInt(8));
    int part = random.nextBoolean() ? 1 : 3;
    append(
        new Line(
            date,
            bought.card(),
            bought.shop(),
            bought.team(),
            -bought.billed() / part,
            -bought.original() / part,
            bought.code()));
  }

  private void creditOfItsOwn(LocalDate date) {
    Team team = TEAMS.get(random.nextInt(TEAMS.size()));
    Shop shop = new Shop("loyalty cashback", "Refunds");
    long amount = -random.nextLong(250, 2_500);
    append(new Line(date, team.cards().getFirst(), shop, team, amount, amount, team.currency()));
  }

  private void append(Line line) {
    csv.append(
        String.join(
            ",",
            line.date().toString(),
            line.card(),
            line.shop().name(),
            major(line.original(), line.code()),
            line.code(),
            major(line.billed(), line.team().currency()),
            line.team().currency(),
            line.shop().category(),
            line.team().name()));
    csv.append('\n');
  }

  private static String major(long minor, String currency) {
    return BigDecimal.valueOf(minor, Currencies.exponent(currency)).toPlainString();
  }
}
