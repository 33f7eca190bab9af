package io.spendhub.vouchers.redemptions.domain;

import io.spendhub.shared.Later;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.people.domain.HolderState;
import io.spendhub.vouchers.people.domain.HolderUsage;
import io.spendhub.vouchers.people.domain.ShopDirectory;
import io.spendhub.vouchers.redemptions.RollbackView;
import io.spendhub.vouchers.redemptions.VoucherCommand.RedemptionPlace;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Vouchers and what was done with them, read and saved many at once. */
public interface VoucherLog extends CampaignStandings {
  /** A holder's uses of a campaign. */
  record HolderKey(UUID campaignId, String holder) {}

  /** Who asked for a voucher of a campaign to be given, and is given it once. */
  record Source(UUID campaignId, String sourceId) {}

  /**
   * What decisions did.
   *
   * @param issued new vouchers, by what their codes are told apart by
   */
  record Changes(
      Map<UUID, CampaignUsage> usage,
      Map<String, Voucher> issued,
      Collection<Voucher> vouchers,
      Map<HolderKey, HolderUsage> holders,
      Collection<Redemption> made,
      Collection<Redemption> rolledBack,
      Collection<RollbackView> rollbacks,
      Collection<Reservation> reservations,
      Collection<Reservation> ended,
      Collection<Publication> publications) {
    /** Vouchers are issued many at a time, and nothing else has happened. */
    public static Changes issued(Map<UUID, CampaignUsage> usage, Map<String, Voucher> vouchers) {
      return new Changes(
          usage, vouchers, Set.of(), Map.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(),
          Set.of());
    }
  }

  /** Where the voucher is that has one of these code keys; it stays there for good. */
  Optional<VoucherPlace> placeOf(UUID organizationId, List<String> codeKeys);

  /**
   * Keeps others who lock codes from issuing them until the transaction ends: one code has one key
   * in plain campaigns and another in those that show codes once, and no index sees both. Accounts
   * and orders are locked before.
   *
   * @param codeKeys all that vouchers with the codes may be known by
   */
  void lockCodes(UUID organizationId, Set<String> codeKeys);

  /** Those of the code keys that vouchers are known by. */
  Set<String> takenKeys(UUID organizationId, Set<String> codeKeys);

  /**
   * What a file can tell of a voucher beside its code.
   *
   * @param amount what it was issued with and topped up by, minor units
   */
  record Issued(
      UUID campaignId, Optional<String> holder, long amount, Optional<Instant> expiresAt) {}

  /** The voucher that is known by each of the code keys, where there is one. */
  Map<String, Issued> issuedAs(UUID organizationId, Set<String> codeKeys);

  Optional<RedemptionPlace> placeOfRedemption(UUID organizationId, UUID redemptionId);

  Optional<VoucherPlace> placeOfReservation(UUID organizationId, UUID reservationId);

  Later<Map<UUID, Voucher>> vouchers(UUID organizationId, Collection<UUID> ids);

  Later<Map<HolderKey, HolderUsage>> holderUsage(UUID organizationId, Set<HolderKey> holders);

  /** What the organization says of holders; those of whom it says nothing are left out. */
  Later<Map<String, HolderState>> holders(UUID organizationId, Collection<String> names);

  /** Whether the organization has any shop, and which campaigns each named one accepts. */
  Later<ShopDirectory> shops(UUID organizationId, Collection<String> names);

  Later<Map<UUID, Redemption>> redemptions(UUID organizationId, Collection<UUID> ids);

  Later<Map<UUID, Reservation>> reservations(UUID organizationId, Collection<UUID> ids);

  /**
   * Reservations of campaigns whose time is over and that still count, those first that ended so.
   */
  Later<List<Reservation>> dueReservations(
      UUID organizationId, Collection<UUID> campaignIds, Instant now, int atMost);

  /** Locks orders, in the order of their names, making them where they are not known. */
  void lockOrders(UUID organizationId, Collection<String> orderIds);

  /**
   * The vouchers on orders, each by the id of its redemption or of a reservation still open then.
   */
  Map<String, Map<UUID, OrderUse>> onOrders(
      UUID organizationId, Collection<String> orderIds, Instant now);

  /**
   * A campaign's next vouchers, in the order of issue, that nobody was given and nobody used. One
   * that has expired is no use to anybody.
   */
  List<Voucher> free(UUID organizationId, UUID campaignId, Optional<UUID> after, int atMost);

  /** What sources were given. */
  Later<Map<Source, Publication>> publications(UUID organizationId, Set<Source> sources);

  void save(UUID organizationId, Changes changes);
}
