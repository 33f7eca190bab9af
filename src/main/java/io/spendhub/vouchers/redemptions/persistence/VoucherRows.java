package io.spendhub.vouchers.redemptions.persistence;

import static io.spendhub.platform.sql.Type.BOOL;
import static io.spendhub.platform.sql.Type.CONSTANT;
import static io.spendhub.platform.sql.Type.INT8;
import static io.spendhub.platform.sql.Type.PAIRS;
import static io.spendhub.platform.sql.Type.TEXT;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;
import static io.spendhub.platform.sql.Type.json;

import io.spendhub.platform.sql.Table;
import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.people.domain.HolderUsage;
import io.spendhub.vouchers.redemptions.RollbackView;
import io.spendhub.vouchers.redemptions.domain.Publication;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.HolderKey;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** How vouchers and what was done with them stand in their tables. */
final class VoucherRows {
  /** By the campaign's id. */
  static final Table<Map.Entry<UUID, CampaignUsage>> USAGE =
      Table.<Map.Entry<UUID, CampaignUsage>>of("vouchers.campaign_usage")
          .key("campaign_id", UUID, Map.Entry::getKey)
          .later("issued", INT8, of -> of.getValue().issued())
          .later("redemptions", INT8, of -> of.getValue().redemptions())
          .later("reserved", INT8, of -> of.getValue().reserved())
          .later("spent_amount", INT8, of -> of.getValue().spentAmount())
          .later("reserved_amount", INT8, of -> of.getValue().reservedAmount())
          .later("open_amount", INT8, of -> of.getValue().openAmount())
          .later("published_up_to", UUID.orNull(), of -> of.getValue().publishedUpTo());

  /** By the key of the code. */
  static final Table<Map.Entry<String, Voucher>> ISSUED =
      Table.<Map.Entry<String, Voucher>>of("vouchers.vouchers")
          .column("id", UUID, issued -> issued.getValue().id())
          .column("campaign_id", UUID, issued -> issued.getValue().campaignId())
          .column("code", TEXT.orNull(), issued -> issued.getValue().code())
          .column("code_key", TEXT, Map.Entry::getKey)
          .column("status", CONSTANT, issued -> issued.getValue().status())
          .column("holder", TEXT.orNull(), issued -> issued.getValue().holder())
          .column("published_at", TIMESTAMPTZ.orNull(), issued -> issued.getValue().publishedAt())
          .column("expires_at", TIMESTAMPTZ.orNull(), issued -> issued.getValue().expiresAt())
          .column("amount", INT8, issued -> issued.getValue().amount())
          .column("balance", INT8, issued -> issued.getValue().balance())
          .column("created_at", TIMESTAMPTZ, issued -> issued.getValue().createdAt());

  static final Table<Voucher> VOUCHERS =
      Table.<Voucher>of("vouchers.vouchers")
          .key("id", UUID, Voucher::id)
          .later("status", CONSTANT, Voucher::status)
          .later("holder", TEXT.orNull(), Voucher::holder)
          .later("published_at", TIMESTAMPTZ.orNull(), Voucher::publishedAt)
          .later("expires_at", TIMESTAMPTZ.orNull(), Voucher::expiresAt)
          .later("amount", INT8, Voucher::amount)
          .later("balance", INT8, Voucher::balance)
          .later("reserved_amount", INT8, Voucher::reservedAmount)
          .later("redemptions", INT8, Voucher::redemptions)
          .later("reserved", INT8, Voucher::reserved)
          .later("released_at", TIMESTAMPTZ.orNull(), Voucher::releasedAt);

  static final Table<Map.Entry<HolderKey, HolderUsage>> HOLDERS =
      Table.<Map.Entry<HolderKey, HolderUsage>>of("vouchers.holder_usage")
          .column("campaign_id", UUID, of -> of.getKey().campaignId())
          .column("holder", TEXT, of -> of.getKey().holder())
          .column("redemptions", INT8, of -> of.getValue().redemptions())
          .column("reserved", INT8, of -> of.getValue().reserved());

  static final String OR_UPDATE_HOLDER =
      """
      on conflict (organization_id, campaign_id, holder)
      do update set redemptions = excluded.redemptions, reserved = excluded.reserved
      """;

  static final Table<Redemption> REDEMPTIONS =
      Table.<Redemption>of("vouchers.redemptions")
          .key("id", UUID, Redemption::id)
          .column("campaign_id", UUID, Redemption::campaignId)
          .column("voucher_id", UUID, Redemption::voucherId)
          .column("holder", TEXT.orNull(), Redemption::holder)
          .column("shop", TEXT.orNull(), Redemption::shop)
          .column("order_id", TEXT.orNull(), Redemption::orderId)
          .column("order_amount", INT8.orNull(), made -> optional(made.orderAmount()))
          .column("currency", TEXT, Redemption::currency)
          .column("amount", INT8, Redemption::amount)
          .changing("rolled_back_amount", INT8, Redemption::rolledBackAmount)
          .changing("returned", BOOL, Redemption::returned)
          .column("wallet_id", UUID.orNull(), Redemption::walletId)
          .column("reservation_id", UUID.orNull(), Redemption::reservationId)
          .column("authorization_id", UUID.orNull(), Redemption::authorizationId)
          .column("metadata", PAIRS, Redemption::metadata)
          .column("created_at", TIMESTAMPTZ, Redemption::createdAt);

  static final Table<RollbackView> ROLLBACKS =
      Table.<RollbackView>of("vouchers.rollbacks")
          .column("id", UUID, RollbackView::id)
          .column("redemption_id", UUID, RollbackView::redemptionId)
          .column("amount", INT8, RollbackView::amount)
          .column("created_at", TIMESTAMPTZ, RollbackView::createdAt);

  static final Table<Reservation> RESERVATIONS =
      Table.<Reservation>of("vouchers.reservations")
          .key("id", UUID, Reservation::id)
          .column("campaign_id", UUID, Reservation::campaignId)
          .column("voucher_id", UUID, Reservation::voucherId)
          .column("holder", TEXT.orNull(), made -> made.use().holder())
          .column("shop", TEXT.orNull(), made -> made.use().shop())
          .column("order_id", TEXT.orNull(), made -> made.use().order().flatMap(Order::id))
          .column("amount", INT8, Reservation::amount)
          .column("request", json(VoucherUse.class), Reservation::use)
          .changing("status", CONSTANT, Reservation::status)
          .column("expires_at", TIMESTAMPTZ, Reservation::expiresAt)
          .column("created_at", TIMESTAMPTZ, Reservation::createdAt);

  static final Table<Publication> PUBLICATIONS =
      Table.<Publication>of("vouchers.publications")
          .column("id", UUID, Publication::id)
          .column("campaign_id", UUID, Publication::campaignId)
          .column("voucher_id", UUID, Publication::voucherId)
          .column("holder", TEXT, Publication::holder)
          .column("source_id", TEXT, Publication::sourceId)
          .column("created_at", TIMESTAMPTZ, Publication::createdAt);

  private VoucherRows() {}

  private static Optional<Long> optional(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
