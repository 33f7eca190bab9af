package io.spendhub.authorizations.domain;

import static java.math.BigInteger.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.domain.Amounts.Effect;
import io.spendhub.authorizations.domain.VoucherPart.Moved;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.Property;
import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever happens to a purchase, its voucher and its wallet share all of it and nothing else. */
class VoucherPartPropertyTest {
  private static final int MOVES = 10;
  private static final long SMALL = 40;
  private static final long LARGE = Long.MAX_VALUE - 3;

  /** What the ledger says of one who pays. */
  private static final class Payer {
    BigInteger held = ZERO;
    BigInteger cleared = ZERO;
    BigInteger refunded = ZERO;

    void take(Effect effect, long passedOn) {
      assertThat(
              LongStream.of(
                  effect.opened(),
                  effect.consumed(),
                  effect.excess(),
                  effect.released(),
                  effect.refunded()))
          .allMatch(amount -> amount >= 0);
      held = held.add(big(effect.opened())).subtract(big(effect.consumed()));
      held = held.subtract(big(effect.released()));
      cleared = cleared.add(big(effect.consumed())).add(big(effect.excess()));
      refunded = refunded.add(big(effect.refunded())).add(big(passedOn));
      assertThat(held).isNotNegative();
      assertThat(refunded).isBetween(ZERO, cleared);
    }
  }

  @Test
  void wallet_and_voucher_together_move_what_the_purchase_moves() {
    Property.holdsForAny(random -> goThrough(random, random.nextLong(1, SMALL), SMALL));
    Property.holdsForAny(
        random -> goThrough(random, random.nextLong(LARGE / 2, LARGE), LARGE / MOVES));
  }

  private static void goThrough(RandomGenerator random, long approved, long most) {
    long promised = random.nextLong(0, approved + 1);
    Amounts amounts = Amounts.approved(approved);
    VoucherPart part = new VoucherPart(new UUID(0, 1), new UUID(0, 2), promised, 0);
    Payer wallet = new Payer();
    Payer campaign = new Payer();
    wallet.held = big(approved - promised);
    campaign.held = big(promised);
    BigInteger refunded = ZERO;
    for (int i = 0; i <= MOVES; i++) {
      Optional<Effect> effect =
          i < MOVES ? move(random, amounts, most) : Optional.of(last(amounts));
      if (effect.isEmpty()) {
        continue;
      }
      Moved moved = part.share(amounts, effect.get());
      campaign.take(moved.effect(effect.get()), moved.passedOn());
      wallet.take(moved.rest(effect.get()), -moved.passedOn());
      amounts = effect.get().after();
      part = part.after(amounts);
      refunded = refunded.max(refundedShare(promised, amounts));
      agree(part, amounts, campaign, refunded);
      addUp(amounts, wallet, campaign);
    }
    assertThat(campaign.held).isEqualTo(ZERO);
    assertThat(wallet.held).isEqualTo(ZERO);
    assertThat(part.held(amounts)).isZero();
  }

  /** The contract's formulas, and what could still be cleared of the voucher. */
  private static void agree(
      VoucherPart part, Amounts amounts, Payer campaign, BigInteger refunded) {
    assertThat(campaign.cleared)
        .isEqualTo(big(part.cleared(amounts)))
        .isEqualTo(share(part.promised(), amounts.cleared(), amounts));
    assertThat(campaign.refunded).isEqualTo(big(part.refunded())).isEqualTo(refunded);
    BigInteger all = big(amounts.cleared()).add(big(amounts.held()));
    assertThat(campaign.held)
        .isEqualTo(big(part.held(amounts)))
        .isEqualTo(
            share(big(part.promised()), all.min(big(amounts.approved())), amounts.approved())
                .subtract(campaign.cleared));
    assertThat(part.needed(amounts)).isBetween(0L, part.promised());
    if (amounts.cleared() <= SMALL * MOVES && amounts.approved() <= SMALL) {
      assertThat(part.cleared(amounts))
          .isEqualTo(
              unitsOf(
                  part.promised(),
                  amounts.approved(),
                  Math.min(amounts.cleared(), amounts.approved())));
    }
  }

  private static void addUp(Amounts amounts, Payer wallet, Payer campaign) {
    assertThat(wallet.held.add(campaign.held)).isEqualTo(big(amounts.held()));
    assertThat(wallet.cleared.add(campaign.cleared)).isEqualTo(big(amounts.cleared()));
    assertThat(wallet.refunded.add(campaign.refunded)).isEqualTo(big(amounts.refunded()));
  }

  /** Of units that pass one by one, those with which the voucher's share grows. */
  private static long unitsOf(long whole, long all, long passed) {
    return LongStream.rangeClosed(1, passed)
        .filter(unit -> whole * unit / all > whole * (unit - 1) / all)
        .count();
  }

  private static BigInteger refundedShare(long promised, Amounts amounts) {
    return amounts.cleared() == 0
        ? ZERO
        : share(
            share(promised, amounts.cleared(), amounts),
            big(amounts.refunded()),
            amounts.cleared());
  }

  private static BigInteger share(long promised, long cleared, Amounts amounts) {
    return share(big(promised), big(Math.min(cleared, amounts.approved())), amounts.approved());
  }

  private static BigInteger share(BigInteger whole, BigInteger part, long all) {
    return whole.multiply(part).divide(big(all));
  }

  private static Effect last(Amounts amounts) {
    return amounts.expire();
  }

  private static Optional<Effect> move(RandomGenerator random, Amounts amounts, long most) {
    long amount = random.nextLong(1, most);
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> tried(amounts, it -> it.clear(amount, random.nextInt(5) == 0));
      case 3 -> tried(amounts, it -> it.reverse(random.nextBoolean() ? amount : it.held()));
      case 4 -> tried(amounts, it -> it.increment(amount));
      case 5, 6 ->
          amounts.cleared() == amounts.refunded()
              ? Optional.empty()
              : tried(
                  amounts, it -> it.refund(random.nextLong(1, it.cleared() - it.refunded() + 1)));
      default -> random.nextInt(4) == 0 ? tried(amounts, Amounts::expire) : Optional.empty();
    };
  }

  /** What is refused moves nothing. */
  private static Optional<Effect> tried(Amounts amounts, Function<Amounts, Effect> move) {
    try {
      return Optional.of(move.apply(amounts));
    } catch (Refusal refused) {
      return Optional.empty();
    }
  }

  private static BigInteger big(long amount) {
    return BigInteger.valueOf(amount);
  }
}
