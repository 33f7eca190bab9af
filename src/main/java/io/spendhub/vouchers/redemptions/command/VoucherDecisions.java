package io.spendhub.vouchers.redemptions.command;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.spendhub.ledger.MoneyHandler.Decisions;
import io.spendhub.ledger.MoneyHandler.Result;
import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.redemptions.PublicationView;
import io.spendhub.vouchers.redemptions.RollbackView;
import io.spendhub.vouchers.redemptions.ValidationView;
import io.spendhub.vouchers.redemptions.VoucherCommand;
import io.spendhub.vouchers.redemptions.VoucherCommand.ExpireReservations;
import io.spendhub.vouchers.redemptions.VoucherCommand.IssueVoucher;
import io.spendhub.vouchers.redemptions.VoucherCommand.Publish;
import io.spendhub.vouchers.redemptions.VoucherCommand.Redeem;
import io.spendhub.vouchers.redemptions.VoucherCommand.ReleaseExpired;
import io.spendhub.vouchers.redemptions.VoucherCommand.ReleaseReservation;
import io.spendhub.vouchers.redemptions.VoucherCommand.Reserve;
import io.spendhub.vouchers.redemptions.VoucherCommand.RollBack;
import io.spendhub.vouchers.redemptions.VoucherCommand.SetVoucherStatus;
import io.spendhub.vouchers.redemptions.VoucherCommand.TopUpVoucher;
import java.util.Map;
import java.util.UUID;

/** The state of one batch of commands on vouchers, and what deciding them does to it. */
// No signature of a resource names these, and a native binary knows only what it was told of.
@RegisterForReflection(
    targets = {
      RollbackView.class,
      PublicationView.class,
      FailedRedemption.class,
      CampaignTerms.class,
      VoucherUse.class,
      Order.class,
      Order.Item.class
    })
final class VoucherDecisions implements Decisions<VoucherCommand> {
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final VoucherBook book;
  private final RedemptionDecisions redemptions;
  private final IssueDecisions vouchers;
  private final VoucherMetrics metrics;

  VoucherDecisions(
      VoucherBook book,
      RedemptionDecisions redemptions,
      IssueDecisions vouchers,
      VoucherMetrics metrics) {
    this.book = book;
    this.redemptions = redemptions;
    this.vouchers = vouchers;
    this.metrics = metrics;
  }

  @Override
  public Result decide(VoucherCommand command, String requestId) {
    return switch (command) {
      case Redeem redeem -> redemptions.redeem(redeem, requestId);
      case RollBack rollBack -> new Result(CREATED, redemptions.rollBack(rollBack, requestId));
      case Reserve reserve -> redemptions.reserve(reserve, requestId);
      case ReleaseReservation release -> new Result(OK, redemptions.release(release, requestId));
      case ExpireReservations expire -> new Result(OK, Map.of());
      case TopUpVoucher topUp -> new Result(CREATED, vouchers.topUp(topUp, requestId));
      case SetVoucherStatus status -> new Result(OK, vouchers.setStatus(status, requestId));
      case IssueVoucher issue -> vouchers.issue(issue, requestId);
      case Publish publish -> vouchers.publish(publish, requestId);
      case ReleaseExpired release -> new Result(OK, vouchers.releaseExpired(release, requestId));
    };
  }

  @Override
  public void save() {
    book.save();
  }

  @Override
  public void committed() {
    redemptions.outcomes().forEach(metrics::count);
  }

  /** What a use would be answered, without an effect. */
  ValidationView validate(VoucherPlace place, VoucherUse use) {
    return redemptions.validate(place, use);
  }

  /** Whether a voucher may work on some order. */
  boolean isApplicable(UUID voucherId, VoucherUse use) {
    return redemptions.isApplicable(voucherId, use);
  }
}
