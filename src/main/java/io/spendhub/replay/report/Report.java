package io.spendhub.replay.report;

import io.spendhub.replay.WalletPlan;
import io.spendhub.replay.purchases.Amount;
import io.spendhub.replay.report.Tally.Heading;
import io.spendhub.replay.report.Tally.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the service says became of a file, beside what the file says.
 *
 * <p>Net of the file = what the entries spent, less refunds, plus the purchases that were declined.
 *
 * @param plans the wallets of the file
 * @param tally read back from the service, never added up from the file
 */
public record Report(List<WalletPlan> plans, Tally tally) {

  /** Whether every row of the file is accounted for and every wallet agrees to the last unit. */
  public boolean agrees() {
    return accountedRows() == fileRows()
        && tally.sum(Heading::isSpend).count() == tally.approvals()
        && plans.stream().allMatch(plan -> difference(plan).minor() == 0);
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>(counts().lines());
    add(lines, "Per team", perTeam());
    add(lines, "Per category", perCategory());
    add(lines, "Per currency", perCurrency());
    lines.add("");
    currencies()
        .forEach(
            code -> lines.add("Difference to the file: " + difference(ofCurrency(code), code)));
    return lines;
  }

  private Table counts() {
    Table table = new Table(1, "Rows", number(fileRows()));
    table.row("Accounted for", number(accountedRows()));
    table.row("Approvals", number(tally.approvals()));
    table.row("Declines", number(count(Outcome.DECLINED)));
    tally.declinesByCode().forEach((code, count) -> table.row("  " + code, number(count)));
    table.row("Clearings", number(count(Outcome.CLEARED)));
    table.row("Force-posts", number(count(Outcome.FORCE_POSTED)));
    table.row("Linked refunds", number(count(Outcome.LINKED_REFUND)));
    table.row("Unlinked refunds", number(count(Outcome.UNLINKED_REFUND)));
    return table;
  }

  private Table perTeam() {
    Table table =
        new Table(2, "team", "", "cleared", "refunded", "net", "declined", "file", "difference");
    for (WalletPlan plan : plans) {
      Predicate<Heading> here = of(plan);
      table.row(
          plan.directorate(),
          plan.currency(),
          text(sum(here.and(Heading::isSpend)), plan.currency()),
          text(sum(here.and(Heading::isRefund)), plan.currency()),
          text(net(here), plan.currency()),
          text(sum(here.and(was(Outcome.DECLINED))), plan.currency()),
          plan.net().text(),
          difference(plan).text());
    }
    return table;
  }

  private Table perCategory() {
    Table table = new Table(2, "category", "", "cleared", "refunded", "net");
    for (String category : sorted(tally.headings().stream().map(Heading::category).toList())) {
      for (String code : currencies()) {
        // A decline's category is not part of what a list of authorizations promises.
        Predicate<Heading> here =
            ofCurrency(code)
                .and(was(Outcome.DECLINED).negate())
                .and(heading -> heading.category().equals(category));
        if (tally.sum(here).count() > 0) {
          table.row(
              category,
              code,
              text(sum(here.and(Heading::isSpend)), code),
              text(sum(here.and(Heading::isRefund)), code),
              text(net(here), code));
        }
      }
    }
    return table;
  }

  private Table perCurrency() {
    Table table =
        new Table(1, "", "cleared", "linked", "unlinked", "net", "declined", "file", "difference");
    for (String code : currencies()) {
      Predicate<Heading> here = ofCurrency(code);
      table.row(
          code,
          text(sum(here.and(Heading::isSpend)), code),
          text(sum(here.and(was(Outcome.LINKED_REFUND))), code),
          text(sum(here.and(was(Outcome.UNLINKED_REFUND))), code),
          text(net(here), code),
          text(sum(here.and(was(Outcome.DECLINED))), code),
          new Amount(fileNet(code), code).text(),
          difference(here, code).text());
    }
    return table;
  }

  private static void add(List<String> lines, String title, Table table) {
    lines.add("");
    lines.add(title);
    lines.addAll(table.lines());
  }

  private long fileRows() {
    return plans.stream().mapToLong(plan -> plan.rows().size()).sum();
  }

  private long accountedRows() {
    return tally.approvals() + tally.sum(was(Outcome.DECLINED).or(Heading::isRefund)).count();
  }

  private long fileNet(String currency) {
    return plans.stream()
        .filter(plan -> plan.currency().equals(currency))
        .mapToLong(plan -> plan.net().minor())
        .sum();
  }

  private Amount difference(WalletPlan plan) {
    return new Amount(plan.net().minor() - accountedFor(of(plan)), plan.currency());
  }

  private Amount difference(Predicate<Heading> here, String currency) {
    return new Amount(fileNet(currency) - accountedFor(here), currency);
  }

  private long accountedFor(Predicate<Heading> here) {
    return net(here) + sum(here.and(was(Outcome.DECLINED)));
  }

  private long net(Predicate<Heading> here) {
    return sum(here.and(Heading::isSpend)) - sum(here.and(Heading::isRefund));
  }

  private long sum(Predicate<Heading> here) {
    return tally.sum(here).minor();
  }

  private long count(Outcome outcome) {
    return tally.sum(was(outcome)).count();
  }

  private TreeSet<String> currencies() {
    return sorted(plans.stream().map(WalletPlan::currency).toList());
  }

  private static TreeSet<String> sorted(List<String> names) {
    return new TreeSet<>(names);
  }

  private static Predicate<Heading> of(WalletPlan plan) {
    return ofCurrency(plan.currency()).and(heading -> heading.team().equals(plan.directorate()));
  }

  private static Predicate<Heading> ofCurrency(String currency) {
    return heading -> heading.currency().equals(currency);
  }

  private static Predicate<Heading> was(Outcome outcome) {
    return heading -> heading.outcome() == outcome;
  }

  private static String text(long minor, String currency) {
    return new Amount(minor, currency).text();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
