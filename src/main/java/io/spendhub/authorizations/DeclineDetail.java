package io.spendhub.authorizations;

import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitWindow;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a decline for a limit or for want of money was decided on.
 *
 * @param limit the first limit that did not allow the purchase
 * @param availableAmount minor units that the wallet had available
 * @param voucher why the voucher was refused
 */
public record DeclineDetail(
    Optional<ExceededLimit> limit, OptionalLong availableAmount, Optional<VoucherRefusal> voucher) {
  /**
   * Why a voucher does not work.
   *
   * @param code as a failed redemption says it
   */
  public record VoucherRefusal(String code, String detail) {}

  /** Whose limit it is. */
  public enum LimitOwner {
    CARD,
    WALLET
  }

  /**
   * A limit, what was used of it and what remained; amounts in minor units.
   *
   * @param windowStart absent where a window has no beginning
   */
  public record ExceededLimit(
      LimitOwner owner,
      LimitWindow window,
      Optional<Instant> windowStart,
      OptionalLong amount,
      long usedAmount,
      OptionalLong remainingAmount,
      OptionalLong count,
      long usedCount,
      OptionalLong remainingCount) {

    static ExceededLimit of(LimitOwner owner, LimitUsage usage) {
      return new ExceededLimit(
          owner,
          usage.window(),
          usage.beginning(),
          usage.amount(),
          usage.usedAmount(),
          usage.amount().isPresent()
              ? OptionalLong.of(usage.remainingAmount())
              : OptionalLong.empty(),
          usage.count(),
          usage.usedCount(),
          usage.count().isPresent()
              ? OptionalLong.of(usage.remainingCount())
              : OptionalLong.empty());
    }
  }

  public static DeclineDetail of(LimitOwner owner, LimitUsage usage) {
    return new DeclineDetail(
        Optional.of(ExceededLimit.of(owner, usage)), OptionalLong.empty(), Optional.empty());
  }

  public static DeclineDetail ofAvailable(long amount) {
    return new DeclineDetail(Optional.empty(), OptionalLong.of(amount), Optional.empty());
  }

  public static DeclineDetail ofVoucher(String code, String detail) {
    return new DeclineDetail(
        Optional.empty(), OptionalLong.empty(), Optional.of(new VoucherRefusal(code, detail)));
  }
}
