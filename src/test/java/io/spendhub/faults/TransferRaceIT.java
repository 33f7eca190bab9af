package io.spendhub.faults;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two wallets that pay each other through two services at once. */
@ExtendWith(TwoServices.class)
class TransferRaceIT {
  private static final long EACH = 1_000_000;

  private final Services services;

  TransferRaceIT(Services services) {
    this.services = services;
  }

  @Test
  void opposite_transfers_never_wait_for_each_other_for_ever_and_keep_the_sum() {
    Spending acme = Spending.inANewOrganization();
    List<Wallet> wallets = List.of(acme.walletWith(gbp(EACH)), acme.walletWith(gbp(EACH)));

    List<Reply> made =
        Load.spread(
            Load.times(20),
            number -> {
              Wallet from = wallets.get(number / 2 % 2);
              Wallet to = wallets.get((number / 2 + 1) % 2);
              var transfer = from.transfer(to, 1 + number % 7);
              return services.send(number, acme, new Command("/v1/transfers", transfer));
            });

    assertThat(made).extracting(Reply::status).containsOnly(201);
    assertThat(made).extracting(Reply::id).doesNotHaveDuplicates();
    long sent =
        made.stream()
            .filter(reply -> reply.text("fromWalletId").equals(wallets.getFirst().id()))
            .mapToLong(reply -> reply.number("amount"))
            .sum();
    long received = made.stream().mapToLong(reply -> reply.number("amount")).sum() - sent;
    long first = EACH - sent + received;
    assertThat(wallets.getFirst().balance()).isEqualTo(new Balance(first, 0, first));
    assertThat(wallets.getLast().balance().posted()).isEqualTo(2 * EACH - first);
    services.proveLedger(acme);
  }
}
