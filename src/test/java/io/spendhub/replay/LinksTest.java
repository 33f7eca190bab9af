package io.spendhub.replay;

import static io.spendhub.replay.purchases.PurchaseLines.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.replay.purchases.Purchase;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LinksTest {
  private final Links links = new Links();

  @Test
  void a_refund_is_taken_from_the_latest_purchase_that_covers_it() {
    links.remember(row(1, "shop", 500), "first");
    links.remember(row(2, "shop", 400), "second");
    links.remember(row(3, "shop", 100), "too small");

    assertThat(links.take(row(4, "shop", -300))).contains("second");
  }

  @Test
  void an_equal_amount_is_preferred_to_a_later_larger_one() {
    links.remember(row(1, "shop", 300), "equal");
    links.remember(row(2, "shop", 400), "later");

    assertThat(links.take(row(3, "shop", -300))).contains("equal");
  }

  @Test
  void of_several_equal_amounts_the_latest_is_taken() {
    links.remember(row(1, "shop", 300), "earlier");
    links.remember(row(2, "shop", 300), "later");

    assertThat(links.take(row(3, "shop", -300))).contains("later");
    assertThat(links.take(row(4, "shop", -300))).contains("earlier");
  }

  @Test
  void what_was_refunded_cannot_be_refunded_again() {
    links.remember(row(1, "shop", 500), "only");

    assertThat(links.take(row(2, "shop", -300))).contains("only");
    assertThat(links.take(row(3, "shop", -201))).isEmpty();
    assertThat(links.take(row(4, "shop", -200))).contains("only");
    assertThat(links.take(row(5, "shop", -1))).isEmpty();
  }

  @Test
  void the_equal_amount_is_the_one_that_is_left_unrefunded() {
    links.remember(row(1, "shop", 500), "partly refunded");
    assertThat(links.take(row(2, "shop", -200))).contains("partly refunded");
    links.remember(row(3, "shop", 900), "later");

    assertThat(links.take(row(4, "shop", -300))).contains("partly refunded");
  }

  @Test
  void another_merchant_or_card_is_no_candidate() {
    links.remember(row(1, "shop", 500), "only");
    Purchase refund = row(2, "shop", -500);
    Purchase ofAnotherCard =
        new Purchase(
            3,
            LocalDate.of(2016, 5, 4),
            "9999",
            "shop",
            refund.original(),
            refund.billed(),
            "Travel",
            "Housing");

    assertThat(links.take(row(4, "Shop", -500))).isEmpty();
    assertThat(links.take(ofAnotherCard)).isEmpty();
    assertThat(links.take(refund)).contains("only");
  }
}
