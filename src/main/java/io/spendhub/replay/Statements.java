package io.spendhub.replay;

import io.spendhub.replay.client.Api;
import io.spendhub.replay.report.Tally;
import java.util.ArrayList;
import java.util.List;

/** Reads back from the service what has happened on wallets. */
final class Statements {
  private final Api api;

  Statements(Api api) {
    this.api = api;
  }

  Tally read(List<OpenWallet> wallets, int atOnce) {
    List<Tally> tallies = new ArrayList<>();
    List<Runnable> readings = new ArrayList<>();
    for (OpenWallet wallet : wallets) {
      Tally tally = new Tally();
      tallies.add(tally);
      readings.add(() -> read(wallet, tally));
    }
    Lanes.run(atOnce, readings);
    Tally whole = new Tally();
    tallies.forEach(whole::addAll);
    return whole;
  }

  private void read(OpenWallet wallet, Tally tally) {
    String team = wallet.plan().directorate();
    api.each("/v1/wallets/" + wallet.id() + "/entries", entry -> tally.addEntry(team, entry));
    api.each(
        "/v1/authorizations?decision=DECLINED&walletId=" + wallet.id(),
        decline -> tally.addDecline(team, decline));
  }
}
