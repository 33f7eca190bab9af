package io.spendhub.faults;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Amounts;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Holds;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All that can happen to one authorization happens to it at once, through two services. */
@ExtendWith(TwoServices.class)
class OneAuthorizationRaceIT {
  private static final int EACH = 100;
  private static final long APPROVED = 40 * EACH;
  private static final long TOPPED_UP = 1_000_000;
  private static final int AUTHORIZATIONS = Load.times(4);
  private static final List<String> KINDS =
      List.of("reversals", "clearings", "refunds", "increments");

  private final Services services;

  OneAuthorizationRaceIT(Services services) {
    this.services = services;
  }

  private record Done(String kind, Reply reply) {
    boolean is(String wanted) {
      return kind.equals(wanted) && reply.done();
    }
  }

  @Test
  void what_reverses_clears_refunds_increments_expires_and_closes_at_once_adds_up() {
    Spending acme = Spending.inANewOrganization();
    List<Authorization> raced =
        IntStream.range(0, AUTHORIZATIONS)
            .mapToObj(number -> acme.walletWith(gbp(TOPPED_UP)).card().authorize(APPROVED))
            .toList();

    List<List<Done>> done = raced.stream().map(this::race).toList();

    raced.forEach(Holds::awaitReleased);
    for (int i = 0; i < raced.size(); i++) {
      assertAddsUp(raced.get(i), done.get(i));
    }
    Holds.putEndsBack(acme);
    services.proveLedger(acme);
  }

  private List<Done> race(Authorization authorization) {
    Card card = authorization.card();
    return Load.spread(
        2,
        number -> {
          if (number == Load.THREADS) {
            Holds.endNow(authorization);
          }
          if (number >= 2 * Load.THREADS - 2) {
            return new Done("close", services.act(number, card.spending(), card.path() + "/close"));
          }
          String kind = KINDS.get(number / 2 % KINDS.size());
          Command operation =
              new Command(authorization.path() + "/" + kind, Map.of("amount", EACH));
          return new Done(kind, services.send(number, card.spending(), operation));
        });
  }

  private static void assertAddsUp(Authorization authorization, List<Done> done) {
    Authorization after = authorization.now();
    Amounts amounts = after.amounts();
    assertThat(done).allSatisfy(each -> assertThat(each.reply().status()).isIn(200, 201, 409, 422));
    assertThat(done).filteredOn(each -> each.is("clearings")).hasSize(Load.THREADS / 2);
    assertThat(amounts.cleared()).isEqualTo(sum(done, "clearings"));
    assertThat(amounts.refunded())
        .isEqualTo(sum(done, "refunds"))
        .isLessThanOrEqualTo(amounts.cleared());
    assertThat(amounts.released()).isEqualTo(sum(done, "reversals") + expired(after));
    assertThat(amounts.held() + amounts.cleared() - amounts.excess() + amounts.released())
        .isEqualTo(APPROVED + sum(done, "increments"));
    Wallet wallet = authorization.card().wallet();
    long posted = TOPPED_UP - amounts.cleared() + amounts.refunded();
    assertThat(wallet.balance()).isEqualTo(new Balance(posted, 0, posted));
    assertThat(wallet.spending().get(authorization.card().path()).<String>path("status"))
        .isEqualTo("CLOSED");
  }

  /** What the approved operations of a kind moved; a declined increment is answered too. */
  private static long sum(List<Done> done, String kind) {
    return done.stream()
        .filter(each -> each.is(kind))
        .filter(each -> each.reply().text("operation.decision").equals("APPROVED"))
        .mapToLong(each -> each.reply().number("operation.amount"))
        .sum();
  }

  private static long expired(Authorization after) {
    List<Number> amounts =
        after.answer().getList("operations.findAll { it.kind == 'EXPIRY' }.amount");
    assertThat(amounts).hasSizeLessThanOrEqualTo(1);
    return amounts.stream().mapToLong(Number::longValue).sum();
  }
}
