package io.spendhub.bench;

import static io.spendhub.limits.LimitWindow.DAILY;
import static io.spendhub.limits.LimitWindow.MONTHLY;
import static io.spendhub.testing.Attempt.authorizing;
import static io.spendhub.testing.Attempt.authorizingUpTo;
import static io.spendhub.testing.GivenCard.aCard;
import static io.spendhub.testing.GivenLimit.aLimit;
import static io.spendhub.testing.GivenTerms.off;
import static io.spendhub.testing.GivenVoucher.aVoucherFor;
import static io.spendhub.testing.Price.gbp;

import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.authorizations.domain.SpendingFacts;
import io.spendhub.authorizations.domain.SpendingPolicy;
import io.spendhub.testing.GivenCard;
import io.spendhub.testing.GivenVoucher;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.redemptions.domain.RedemptionFacts;
import io.spendhub.vouchers.redemptions.domain.RedemptionPolicy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The decisions alone, on what was read already: how little of a purchase's time they are. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionsBenchmark {
  private static final GivenCard LIMITED =
      aCard().with(aLimit(DAILY).of(gbp(1_000))).onAWalletWith(aLimit(MONTHLY).of(gbp(9_000)));
  private static final GivenVoucher LIMITED_VOUCHER =
      aVoucherFor(off(gbp(5))).limitedTo(1_000, 10, 0).limitedPerVoucherTo(1_000, 10, 0);

  // Not final: what is constant to the compiler is decided once.
  private SpendingFacts spending = LIMITED.facts();
  private SpendingFacts overspent = LIMITED.onAWalletWith(gbp(1)).facts();
  private Purchase purchase = authorizing(gbp(10)).purchase();
  private Purchase tooMuch = authorizingUpTo(gbp(5_000)).purchase();
  private RedemptionFacts redemption = LIMITED_VOUCHER.facts();
  private VoucherUse use = LIMITED_VOUCHER.use();

  @Benchmark
  public Object purchaseApproved() {
    return SpendingPolicy.decide(spending, purchase, false);
  }

  @Benchmark
  public Object purchaseDeclined() {
    return SpendingPolicy.decide(overspent, purchase, false);
  }

  @Benchmark
  public Object purchaseApprovedInPart() {
    return SpendingPolicy.decide(spending, tooMuch, true);
  }

  @Benchmark
  public Object redemptionAccepted() {
    return RedemptionPolicy.decide(redemption, use);
  }
}
