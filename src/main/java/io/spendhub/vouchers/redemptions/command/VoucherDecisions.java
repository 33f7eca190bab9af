package io.spendhub.vouchers.redemptions.command;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.spendhub.ledger.MoneyHandler.Decisions;
import io.spendhub.platform.idempotency.Outcome;
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
  private final RedemptionDecisions redemptions;
  private final IssueDecisions vouchers;

  VoucherDecisions(RedemptionDecisions redemptions, IssueDecisions vouchers) {
    this.redemptions = redemptions;
    this.vouchers = vouchers;
  }

  @Override
  public Outcome<Object> decide(VoucherCommand command, String requestId) {
    return switch (command) {
      case Redeem redeem -> redemptions.redeem(redeem, requestId);
      case RollBack rollBack -> Outcome.created(redemptions.rollBack(rollBack, requestId));
      case Reserve reserve -> redemptions.reserve(reserve, requestId);
      case ReleaseReservation release -> Outcome.changed(redemptions.release(release, requestId));
      case ExpireReservations expire -> Outcome.changed(Map.of());
      case TopUpVoucher topUp -> Outcome.created(vouchers.topUp(topUp, requestId));
      case SetVoucherStatus status -> Outcome.changed(vouchers.setStatus(status, requestId));
      case IssueVoucher issue -> vouchers.issue(issue, requestId);
      case Publish publish -> vouchers.publish(publish, requestId);
      case ReleaseExpired release -> Outcome.changed(vouchers.releaseExpired(release, requestId));
    };
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
