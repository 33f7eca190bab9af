package io.spendhub.replay;

import io.spendhub.replay.purchases.Purchase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One directorate to become a team, in its exact spelling, and its wallets, one per currency. */
public record TeamPlan(String name, List<WalletPlan> wallets) {

  /** The teams of these rows, in the order in which the file names them first. */
  public static List<TeamPlan> of(List<Purchase> rows) {
    Map<String, Map<String, List<Purchase>>> grouped = new LinkedHashMap<>();
    for (Purchase row : rows) {
      grouped
          .computeIfAbsent(row.directorate(), directorate -> new LinkedHashMap<>())
          .computeIfAbsent(row.billed().currency(), currency -> new ArrayList<>())
          .add(row);
    }
    List<TeamPlan> teams = new ArrayList<>();
    grouped.forEach((name, byCurrency) -> teams.add(team(name, byCurrency)));
    return teams;
  }

  /** The holders of its cards, each once, also where they have cards in several currencies. */
  List<String> last4s() {
    return wallets.stream().flatMap(wallet -> wallet.last4s().stream()).distinct().toList();
  }

  private static TeamPlan team(String name, Map<String, List<Purchase>> byCurrency) {
    List<WalletPlan> wallets = new ArrayList<>();
    byCurrency.forEach(
        (currency, rows) -> {
          String wallet = byCurrency.size() == 1 ? name : name + " " + currency;
          wallets.add(new WalletPlan(name, currency, wallet, rows));
        });
    return new TeamPlan(name, wallets);
  }
}
