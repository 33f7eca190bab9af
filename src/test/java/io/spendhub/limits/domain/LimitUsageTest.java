package io.spendhub.limits.domain;

import static io.spendhub.testing.GivenLimit.aLimit;
import static io.spendhub.testing.Price.pence;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitWindow;
import io.spendhub.testing.GivenLimit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LimitUsageTest {
  private static final GivenLimit DAILY = aLimit(LimitWindow.DAILY);

  @Test
  void what_remains_is_the_limit_less_what_was_used() {
    LimitUsage usage = used(DAILY.of(pence(100)).ofPurchases(5).after(pence(60), 2));

    assertThat(usage.remainingAmount()).isEqualTo(40);
    assertThat(usage.remainingCount()).isEqualTo(3);
  }

  @Test
  void what_remains_is_never_below_zero() {
    LimitUsage passed = used(DAILY.of(pence(100)).ofPurchases(5).after(pence(101), 6));
    LimitUsage farPassed =
        used(DAILY.of(pence(0)).ofPurchases(0).after(pence(Long.MAX_VALUE), Long.MAX_VALUE));

    assertThat(passed.remainingAmount()).isZero();
    assertThat(passed.remainingCount()).isZero();
    assertThat(farPassed.remainingAmount()).isZero();
    assertThat(farPassed.remainingCount()).isZero();
  }

  @Test
  void what_is_not_limited_has_no_end() {
    LimitUsage byCount = used(DAILY.ofPurchases(5).after(pence(60), 2));
    LimitUsage byAmount = used(DAILY.of(pence(100)).after(pence(60), 2));

    assertThat(byCount.allowsAmount(Long.MAX_VALUE)).isTrue();
    assertThat(byAmount.remainingCount()).isEqualTo(Long.MAX_VALUE);
    assertThat(byAmount.allowsOneMore()).isTrue();
  }

  @Test
  void an_amount_may_use_up_what_remains_and_no_more() {
    LimitUsage usage = used(DAILY.of(pence(100)).after(pence(60), 2));

    assertThat(usage.allowsAmount(40)).isTrue();
    assertThat(usage.allowsAmount(41)).isFalse();
  }

  @Test
  void one_more_is_allowed_until_the_count_is_reached() {
    assertThat(used(DAILY.ofPurchases(2).after(pence(0), 1)).allowsOneMore()).isTrue();
    assertThat(used(DAILY.ofPurchases(2).after(pence(0), 2)).allowsOneMore()).isFalse();
    assertThat(used(DAILY.ofPurchases(2).after(pence(0), 3)).allowsOneMore()).isFalse();
  }

  @Test
  void the_same_limit_with_another_use_differs_in_nothing_else() {
    LimitUsage usage = used(DAILY.of(pence(100)).ofPurchases(5).after(pence(60), 2));

    assertThat(usage.withUsedAmount(75).usedAmount()).isEqualTo(75);
    assertThat(usage.withUsedAmount(75).remainingAmount()).isEqualTo(25);
    assertThat(usage.withUsedAmount(75).withUsedAmount(60)).isEqualTo(usage);
  }

  private static LimitUsage used(GivenLimit limit) {
    return limit.usage(new UUID(0, 1));
  }
}
