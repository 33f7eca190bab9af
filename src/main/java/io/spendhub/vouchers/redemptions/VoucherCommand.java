package io.spendhub.vouchers.redemptions;

import io.spendhub.ledger.Lane;
import io.spendhub.ledger.MoneyCommand;
import io.spendhub.platform.audit.Origin;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.VoucherUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What is done with vouchers; amounts in minor units. All of it locks the campaign's account. */
public sealed interface VoucherCommand extends MoneyCommand {
  /** The campaign, unless there is none. */
  Optional<UUID> campaignId();

  @Override
  default Collection<UUID> accountIds() {
    return campaignId().stream().toList();
  }

  @Override
  default Lane lane() {
    return campaignId().map(Lane::ofCampaign).orElseGet(Lane::ofOrganization);
  }

  /**
   * Uses a voucher.
   *
   * @param place none if no voucher has the code
   * @param walletId credited by a WALLET_CREDIT
   * @param reservationId the caller's own
   */
  record Redeem(
      Optional<VoucherPlace> place,
      VoucherUse use,
      Optional<UUID> walletId,
      Optional<UUID> reservationId)
      implements VoucherCommand {
    @Override
    public Optional<UUID> campaignId() {
      return place.map(VoucherPlace::campaignId);
    }

    @Override
    public Collection<UUID> accountIds() {
      List<UUID> ids = new ArrayList<>(VoucherCommand.super.accountIds());
      walletId.ifPresent(ids::add);
      return ids;
    }

    @Override
    public Lane lane() {
      return campaignId()
          .map(Lane::ofCampaign)
          .or(() -> walletId.map(Lane::ofWallet))
          .orElseGet(Lane::ofOrganization);
    }
  }

  /**
   * Gives back what a redemption took.
   *
   * @param amount all that is left of it unless given
   */
  record RollBack(UUID redemptionId, RedemptionPlace place, OptionalLong amount)
      implements VoucherCommand {
    @Override
    public Optional<UUID> campaignId() {
      return Optional.of(place.voucher().campaignId());
    }

    @Override
    public Collection<UUID> accountIds() {
      List<UUID> ids = new ArrayList<>(VoucherCommand.super.accountIds());
      place.walletId().ifPresent(ids::add);
      return ids;
    }
  }

  /** What of a redemption never changes. */
  record RedemptionPlace(VoucherPlace voucher, Optional<UUID> walletId) {}

  /** Keeps a use, or an amount, for somebody. */
  record Reserve(Optional<VoucherPlace> place, VoucherUse use, Duration keptFor)
      implements VoucherCommand {
    @Override
    public Optional<UUID> campaignId() {
      return place.map(VoucherPlace::campaignId);
    }
  }

  /** Gives up a reservation before its time. */
  record ReleaseReservation(UUID reservationId, VoucherPlace place) implements VoucherCommand {
    @Override
    public Optional<UUID> campaignId() {
      return Optional.of(place.campaignId());
    }
  }

  /** Ends the reservations of a campaign whose time is over. */
  record ExpireReservations(UUID campaign) implements VoucherCommand {
    @Override
    public Optional<UUID> campaignId() {
      return Optional.of(campaign);
    }
  }

  /** Adds to what a gift card carries. */
  record TopUpVoucher(VoucherPlace place, long amount, String currency) implements VoucherCommand {
    @Override
    public Optional<UUID> campaignId() {
      return Optional.of(place.campaignId());
    }
  }

  /** Disables a voucher or lets it be used again, as its origin asks for. */
  record SetVoucherStatus(VoucherPlace place, VoucherStatus status, Origin origin)
      implements VoucherCommand {
    @Override
    public Optional<UUID> campaignId() {
      return Optional.of(place.campaignId());
    }
  }

  /**
   * Makes one voucher.
   *
   * @param code as it is shown
   * @param codeKey what it is told apart by
   * @param codeKeys what any voucher with this code is known by, that one among them
   * @param kept whether the code itself is kept
   * @param drawn whether it was drawn at random, and so has to leave room for others
   * @param origin of whom it is asked by
   */
  record IssueVoucher(
      UUID campaign,
      String code,
      String codeKey,
      List<String> codeKeys,
      boolean kept,
      boolean drawn,
      Optional<String> holder,
      OptionalLong amount,
      Optional<Instant> expiresAt,
      Origin origin)
      implements VoucherCommand {
    public IssueVoucher {
      codeKeys = List.copyOf(codeKeys);
    }

    @Override
    public Optional<UUID> campaignId() {
      return Optional.of(campaign);
    }
  }

  /**
   * Gives a holder a voucher, once per source.
   *
   * @param spare issued where no voucher of the campaign is left to give
   */
  record Publish(UUID campaign, String holder, String sourceId, IssueVoucher spare)
      implements VoucherCommand {
    @Override
    public Optional<UUID> campaignId() {
      return Optional.of(campaign);
    }
  }

  /** Takes back what vouchers carry that have expired. */
  record ReleaseExpired(UUID campaign, List<UUID> voucherIds) implements VoucherCommand {
    public ReleaseExpired {
      voucherIds = List.copyOf(voucherIds);
    }

    @Override
    public Optional<UUID> campaignId() {
      return Optional.of(campaign);
    }
  }
}
