package io.spendhub.faults;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Holds;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds run out while two services look for such. */
@ExtendWith(TwoServices.class)
class HoldExpiryRaceIT {
  private static final int WALLETS = 5;
  private static final int HOLDS = Load.times(6) * Load.THREADS;
  private static final int EACH = 10;
  private static final long TOPPED_UP = 1_000_000;

  private final Services services;

  HoldExpiryRaceIT(Services services) {
    this.services = services;
  }

  @Test
  void each_hold_is_given_back_once_and_told_of_once() {
    Spending acme = Spending.inANewOrganization();
    List<Card> cards =
        IntStream.range(0, WALLETS)
            .mapToObj(number -> acme.walletWith(gbp(TOPPED_UP)).card(Limit.of("LIFETIME", 900_000)))
            .toList();
    List<Reply> held =
        Load.spread(
            HOLDS / Load.THREADS,
            number -> {
              Map<String, Object> purchase = cards.get(number / 2 % WALLETS).purchase(EACH);
              return services.send(number, acme, new Command("/v1/authorizations", purchase));
            });
    assertThat(held).allMatch(Reply::approved);

    List<Wallet> wallets = cards.stream().map(Card::wallet).toList();
    assertThat(wallets.stream().mapToLong(Holds::endAllNow).sum()).isEqualTo(HOLDS);
    wallets.forEach(Holds::awaitAllReleased);

    assertThat(wallets)
        .allSatisfy(
            wallet -> assertThat(wallet.balance()).isEqualTo(new Balance(TOPPED_UP, 0, TOPPED_UP)));
    assertThat(cards.getFirst().used("LIFETIME").amount()).isZero();
    assertThat(acme.all("/v1/authorizations?status=EXPIRED", 200)).hasSize(HOLDS);
    assertThat(told(acme)).hasSize(HOLDS).doesNotHaveDuplicates();
    assertThat(operations(acme)).hasSize(HOLDS).doesNotHaveDuplicates();
    Holds.putEndsBack(acme);
    services.proveLedger(acme);
  }

  @Test
  void a_wallet_that_stands_still_keeps_no_other_from_getting_its_holds_back() throws SQLException {
    Spending acme = Spending.inANewOrganization();
    Card still = acme.walletWith(gbp(100)).card();
    Card other = acme.walletWith(gbp(100)).card();
    assertThat(still.authorize(EACH).approved()).isTrue();
    assertThat(other.authorize(EACH).approved()).isTrue();

    try (var _ = WalletLock.on(still.wallet())) {
      Holds.endAllNow(still.wallet());
      Holds.endAllNow(other.wallet());
      Holds.awaitAllReleased(other.wallet());
    }

    Holds.awaitAllReleased(still.wallet());
    Holds.putEndsBack(acme);
    services.proveLedger(acme);
  }

  private static List<String> told(Spending acme) {
    return Stored.texts(
        """
        select subject::text from platform.events
        where organization_id = ? and type = 'authorization.expired'
        """,
        acme.organizationId());
  }

  private static List<String> operations(Spending acme) {
    return Stored.texts(
        """
        select authorization_id::text from authorizations.operations
        where organization_id = ? and kind = 'EXPIRY'
        """,
        acme.organizationId());
  }
}
