package io.spendhub.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.Property;
import io.spendhub.vouchers.CardOffer.Granted;
import io.spendhub.vouchers.campaigns.Discount;
import io.spendhub.vouchers.campaigns.Discount.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever a voucher offers, partial approvals may search for the most that it covers. */
class CardOfferPropertyTest {
  @Test
  void a_larger_purchase_never_gets_less_and_never_more_than_it_is_larger() {
    Property.holdsForAny(
        random -> {
          Granted offer = any(random);
          long amount = anyAmount(random) - 1;
          long more = random.nextLong(1, Math.min(1_000, Long.MAX_VALUE - amount) + 1);

          assertThat(offer.on(amount + more) - offer.on(amount)).isBetween(0L, more);
        });
  }

  @Test
  void it_pays_no_more_than_it_carries_and_than_there_is_to_pay() {
    Property.holdsForAny(
        random -> {
          Granted offer = any(random);
          long amount = anyAmount(random);

          assertThat(offer.on(amount)).isBetween(0L, Math.min(amount, offer.most()));
        });
  }

  @Test
  void a_percentage_is_what_anybody_works_out_on_paper() {
    Property.holdsForAny(
        random -> {
          long amount = anyAmount(random);
          int percent = random.nextInt(1, 101);
          Discount discount = new Discount(Kind.PERCENT, percent, OptionalLong.empty());
          BigDecimal share =
              new BigDecimal(amount)
                  .multiply(new BigDecimal(percent))
                  .movePointLeft(2)
                  .setScale(0, RoundingMode.FLOOR);

          assertThat(discount.of(amount)).isEqualTo(share.longValueExact());
        });
  }

  @Test
  void without_a_discount_it_pays_all_that_it_carries() {
    Granted offer = new Granted(Optional.empty(), 50);

    assertThat(offer.on(49)).isEqualTo(49);
    assertThat(offer.on(50)).isEqualTo(50);
    assertThat(offer.on(51)).isEqualTo(50);
  }

  @Test
  void an_amount_off_is_bounded_by_what_it_carries_too() {
    Optional<Discount> tenOff = Optional.of(new Discount(Kind.AMOUNT, 10, OptionalLong.empty()));

    assertThat(new Granted(tenOff, 8).on(100)).isEqualTo(8);
    assertThat(new Granted(tenOff, 80).on(100)).isEqualTo(10);
    assertThat(new Granted(tenOff, 80).on(9)).isEqualTo(9);
  }

  private static Granted any(RandomGenerator random) {
    long value = anyAmount(random);
    OptionalLong cap =
        random.nextBoolean() ? OptionalLong.of(anyAmount(random)) : OptionalLong.empty();
    Optional<Discount> discount =
        switch (random.nextInt(3)) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(new Discount(Kind.AMOUNT, value, OptionalLong.empty()));
          default -> Optional.of(new Discount(Kind.PERCENT, random.nextInt(1, 101), cap));
        };
    return new Granted(discount, anyAmount(random) - 1);
  }

  /** Of any size: most amounts below 2^63 are huge. */
  private static long anyAmount(RandomGenerator random) {
    return Math.max(1, random.nextLong() >>> random.nextInt(1, 63));
  }
}
