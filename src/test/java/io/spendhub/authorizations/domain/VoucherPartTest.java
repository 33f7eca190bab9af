package io.spendhub.authorizations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.VoucherPartView;
import io.spendhub.authorizations.domain.VoucherPart.Moved;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a voucher pays of a purchase of 10, of which it has promised 5. */
class VoucherPartTest {
  private static final Moved NOTHING = new Moved(0, 0, 0, 0, 0, 0);

  private Amounts amounts = Amounts.approved(10);
  private VoucherPart part = new VoucherPart(new UUID(0, 1), new UUID(0, 2), 5, 0);

  @Test
  void it_holds_what_it_promised() {
    assertThat(part.view(amounts))
        .isEqualTo(new VoucherPartView(Optional.of(new UUID(0, 1)), new UUID(0, 2), 5, 5, 0, 0));
  }

  @Test
  void of_a_part_that_is_cleared_it_pays_its_share_rounded_down() {
    assertThat(moved(amounts.clear(3, false))).isEqualTo(new Moved(0, 1, 0, 0, 0, 0));
    assertThat(part.held(amounts)).isEqualTo(4);
    assertThat(moved(amounts.clear(1, false))).isEqualTo(new Moved(0, 1, 0, 0, 0, 0));
    assertThat(moved(amounts.clear(6, false))).isEqualTo(new Moved(0, 3, 0, 0, 0, 0));
  }

  @Test
  void the_last_clearing_releases_what_it_does_not_pay() {
    assertThat(moved(amounts.clear(3, true))).isEqualTo(new Moved(0, 1, 0, 4, 0, 0));
    assertThat(part.needed(amounts)).isEqualTo(1);
  }

  @Test
  void what_is_cleared_beyond_the_approved_amount_is_the_wallets() {
    assertThat(moved(amounts.clear(25, false))).isEqualTo(new Moved(0, 5, 0, 0, 0, 0));
    assertThat(moved(amounts.clear(1, false))).isEqualTo(NOTHING);
  }

  @Test
  void increments_are_the_wallets() {
    assertThat(moved(amounts.increment(7))).isEqualTo(NOTHING);
    assertThat(moved(amounts.clear(17, false))).isEqualTo(new Moved(0, 5, 0, 0, 0, 0));
  }

  @Test
  void what_is_cleared_after_its_hold_is_gone_it_pays_all_the_same() {
    assertThat(moved(amounts.reverse(10))).isEqualTo(new Moved(0, 0, 0, 5, 0, 0));
    assertThat(part.needed(amounts)).isZero();
    assertThat(moved(amounts.clear(4, false))).isEqualTo(new Moved(0, 0, 2, 0, 0, 0));
    assertThat(part.needed(amounts)).isEqualTo(2);
  }

  @Test
  void of_a_refund_it_gets_its_share_of_what_it_paid() {
    moved(amounts.clear(10, false));

    assertThat(moved(amounts.refund(3))).isEqualTo(new Moved(0, 0, 0, 0, 1, 0));
    assertThat(moved(amounts.refund(1))).isEqualTo(new Moved(0, 0, 0, 0, 1, 0));
    assertThat(moved(amounts.refund(6))).isEqualTo(new Moved(0, 0, 0, 0, 3, 0));
    assertThat(part.needed(amounts)).isZero();
  }

  @Test
  void what_it_was_refunded_it_keeps_though_its_share_becomes_less() {
    moved(amounts.clear(10, false));
    moved(amounts.refund(4));

    assertThat(moved(amounts.clear(10, false))).isEqualTo(NOTHING);
    assertThat(part.refunded()).isEqualTo(2);
    assertThat(moved(amounts.refund(3))).isEqualTo(NOTHING);
    assertThat(moved(amounts.refund(5))).isEqualTo(new Moved(0, 0, 0, 0, 1, 0));
  }

  /** Of 3 cleared it paid 1, of which 2 refunded are nothing yet; of all 10 they are one. */
  @Test
  void a_clearing_makes_the_wallet_pass_on_what_of_a_refund_is_now_the_vouchers() {
    moved(amounts.clear(3, false));
    assertThat(moved(amounts.refund(2))).isEqualTo(NOTHING);

    assertThat(moved(amounts.clear(7, false))).isEqualTo(new Moved(0, 4, 0, 0, 0, 1));
    assertThat(part.refunded()).isEqualTo(1);
  }

  private Moved moved(Amounts.Effect effect) {
    Moved moved = part.share(amounts, effect);
    amounts = effect.after();
    part = part.after(amounts);
    return moved;
  }
}
