package io.spendhub.vouchers.redemptions.command;

import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One thing that is tried with vouchers, sensible or not. Campaigns, vouchers, redemptions and
 * reservations are named by their place among those that were made, from 0.
 */
sealed interface Step {
  /** What is decided under the lock of a campaign; several of these may come together. */
  sealed interface Command extends Step {}

  /**
   * Uses a voucher.
   *
   * @param voucher none for a code that nobody knows
   */
  record Redeem(OptionalInt voucher, VoucherUse use, OptionalInt wallet, OptionalInt reservation)
      implements Command {}

  record Reserve(OptionalInt voucher, VoucherUse use, Duration keptFor) implements Command {}

  record GiveBack(int redemption, OptionalLong amount) implements Command {}

  record GiveUp(int reservation) implements Command {}

  record TopUp(int voucher, long amount, String currency) implements Command {}

  record Disable(int voucher, boolean disabled) implements Command {}

  record Issue(int campaign, Optional<String> holder, OptionalLong amount, OptionalInt validHours)
      implements Command {}

  record Publish(int campaign, String holder, String source) implements Command {}

  /** What the job does with a voucher that may have expired. */
  record Collect(int voucher) implements Command {}

  /** What the job does with a campaign's reservations that may be due. */
  record EndDue(int campaign) implements Command {}

  /** Commands that are decided in one transaction. */
  record Together(List<Command> commands) implements Step {}

  record Become(int campaign, CampaignStatus status) implements Step {}

  record Bound(int campaign, Plan.Bounds bounds) implements Step {}

  record Block(String holder, boolean blocked) implements Step {}

  /** The owner of a wallet spends what was credited. */
  record Spend(int wallet, long amount) implements Step {}

  record Wait(Duration time) implements Step {}
}
