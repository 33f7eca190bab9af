package io.spendhub.replay.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.replay.Links;
import io.spendhub.replay.TeamPlan;
import io.spendhub.replay.WalletPlan;
import io.spendhub.replay.report.Tally;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The purchases that a city published: what a replay of them must come to. */
class RealPurchasesTest {
  @Test
  void the_refunds_of_the_real_file_link_as_the_contract_says() {
    PurchaseFile file =
        PurchaseFiles.read(RealPurchases.fileFor(RealPurchasesTest.class), Instant.now());
    List<TeamPlan> teams = TeamPlan.of(file.rows());
    List<WalletPlan> wallets = teams.stream().flatMap(team -> team.wallets().stream()).toList();
    Linking linking = new Linking();
    wallets.forEach(linking::run);

    assertThat(file.rows()).hasSize(131_668);
    assertThat(teams).extracting(TeamPlan::name).hasSize(15).contains("(none)", "CYO&F");
    assertThat(linking.purchases).isEqualTo(128_663);
    assertThat(linking.linked).isEqualTo(new Tally.Figure(2_372, 30_832_122));
    assertThat(linking.unlinked).isEqualTo(new Tally.Figure(633, 31_861_025));
    assertThat(wallets.stream().mapToLong(wallet -> wallet.net().minor()).sum())
        .isEqualTo(2_076_745_780);
  }

  /** Approves everything, as the real file's wallets do. */
  private static final class Linking {
    private int purchases;
    private Tally.Figure linked = Tally.Figure.ZERO;
    private Tally.Figure unlinked = Tally.Figure.ZERO;

    void run(WalletPlan wallet) {
      Links links = new Links();
      for (Purchase row : wallet.rows()) {
        if (row.isPurchase()) {
          purchases++;
          links.remember(row, "row " + row.number());
        } else {
          Tally.Figure refund = new Tally.Figure(1, row.billed().abs().minor());
          if (links.take(row).isPresent()) {
            linked = linked.plus(refund);
          } else {
            unlinked = unlinked.plus(refund);
          }
        }
      }
    }
  }
}
