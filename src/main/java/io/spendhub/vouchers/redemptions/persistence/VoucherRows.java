package io.spendhub.vouchers.redemptions.persistence;

import io.spendhub.platform.sql.JsonText;
import io.spendhub.platform.sql.Rows;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How vouchers and what was done with them stand in their tables. */
@ApplicationScoped
class VoucherRows {
  static final String UPDATE_USAGE =
      """
      update vouchers.campaign_usage c
      set issued = n.issued, redemptions = n.redemptions, reserved = n.reserved,
          spent_amount = n.spent_amount, reserved_amount = n.reserved_amount,
          open_amount = n.open_amount, published_up_to = n.published_up_to
      from (select ?::uuid as organization_id, u.* from unnest(?, ?, ?, ?, ?, ?, ?, ?) as u
        (campaign_id, issued, redemptions, reserved, spent_amount, reserved_amount, open_amount,
         published_up_to)) n
      where c.organization_id = n.organization_id and c.campaign_id = n.campaign_id
      """;
  static final String INSERT_VOUCHERS =
      """
      insert into vouchers.vouchers (organization_id, id, campaign_id, code, code_key, status,
        holder, published_at, expires_at, amount, balance, created_at)
      select ?, u.* from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u
      """;
  static final String UPDATE_VOUCHERS =
      """
      update vouchers.vouchers v
      set status = n.status, holder = n.holder, published_at = n.published_at,
          expires_at = n.expires_at, amount = n.amount, balance = n.balance,
          reserved_amount = n.reserved_amount, redemptions = n.redemptions,
          reserved = n.reserved, released_at = n.released_at
      from (select ?::uuid as organization_id, u.*
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u
        (id, status, holder, published_at, expires_at, amount, balance, reserved_amount,
         redemptions, reserved, released_at)) n
      where v.organization_id = n.organization_id and v.id = n.id
      """;
  static final String UPSERT_HOLDERS =
      """
      insert into vouchers.holder_usage (organization_id, campaign_id, holder, redemptions, reserved)
      select ?, u.* from unnest(?, ?, ?, ?) as u
      on conflict (organization_id, campaign_id, holder)
      do update set redemptions = excluded.redemptions, reserved = excluded.reserved
      """;
  static final String INSERT_REDEMPTIONS =
      """
      insert into vouchers.redemptions (organization_id, id, campaign_id, voucher_id, holder, shop,
        order_id, order_amount, currency, amount, rolled_back_amount, returned, wallet_id,
        reservation_id, authorization_id, metadata, created_at)
      select ?, u.* from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u
      """;
  static final String UPDATE_REDEMPTIONS =
      """
      update vouchers.redemptions r
      set rolled_back_amount = n.rolled_back_amount, returned = n.returned
      from (select ?::uuid as organization_id, u.* from unnest(?, ?, ?) as u
        (id, rolled_back_amount, returned)) n
      where r.organization_id = n.organization_id and r.id = n.id
      """;
  static final String INSERT_ROLLBACKS =
      """
      insert into vouchers.rollbacks (organization_id, id, redemption_id, amount, created_at)
      select ?, u.* from unnest(?, ?, ?, ?) as u
      """;
  static final String INSERT_RESERVATIONS =
      """
      insert into vouchers.reservations (organization_id, id, campaign_id, voucher_id, holder, shop,
        order_id, amount, request, status, expires_at, created_at)
      select ?, u.* from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u
      """;
  static final String UPDATE_RESERVATIONS =
      """
      update vouchers.reservations r set status = n.status
      from (select ?::uuid as organization_id, u.* from unnest(?, ?) as u (id, status)) n
      where r.organization_id = n.organization_id and r.id = n.id
      """;
  static final String INSERT_PUBLICATIONS =
      """
      insert into vouchers.publications (organization_id, id, campaign_id, voucher_id, holder,
        source_id, created_at)
      select ?, u.* from unnest(?, ?, ?, ?, ?, ?) as u
      """;

  private final JsonText json;

  VoucherRows(JsonText json) {
    this.json = json;
  }

  Rows usage(Map<UUID, CampaignUsage> usage) {
    Rows rows = new Rows("uuid", "int8", "int8", "int8", "int8", "int8", "int8", "uuid");
    usage.forEach(
        (campaign, now) ->
            rows.add(
                campaign,
                now.issued(),
                now.redemptions(),
                now.reserved(),
                now.spentAmount(),
                now.reservedAmount(),
                now.openAmount(),
                now.publishedUpTo().orElse(null)));
    return rows;
  }

  Rows issued(Map<String, Voucher> issued) {
    Rows rows =
        new Rows(
            "uuid",
            "uuid",
            "text",
            "text",
            "text",
            "text",
            "timestamptz",
            "timestamptz",
            "int8",
            "int8",
            "timestamptz");
    issued.forEach(
        (codeKey, voucher) ->
            rows.add(
                voucher.id(),
                voucher.campaignId(),
                voucher.code().orElse(null),
                codeKey,
                voucher.status(),
                voucher.holder().orElse(null),
                voucher.publishedAt().orElse(null),
                voucher.expiresAt().orElse(null),
                voucher.amount(),
                voucher.balance(),
                voucher.createdAt()));
    return rows;
  }

  Rows changed(Collection<Voucher> vouchers) {
    Rows rows =
        new Rows(
            "uuid",
            "text",
            "text",
            "timestamptz",
            "timestamptz",
            "int8",
            "int8",
            "int8",
            "int8",
            "int8",
            "timestamptz");
    for (Voucher voucher : vouchers) {
      rows.add(
          voucher.id(),
          voucher.status(),
          voucher.holder().orElse(null),
          voucher.publishedAt().orElse(null),
          voucher.expiresAt().orElse(null),
          voucher.amount(),
          voucher.balance(),
          voucher.reservedAmount(),
          voucher.redemptions(),
          voucher.reserved(),
          voucher.releasedAt().orElse(null));
    }
    return rows;
  }

  Rows holders(Map<HolderKey, HolderUsage> holders) {
    Rows rows = new Rows("uuid", "text", "int8", "int8");
    holders.forEach(
        (holder, usage) ->
            rows.add(holder.campaignId(), holder.holder(), usage.redemptions(), usage.reserved()));
    return rows;
  }

  Rows made(Collection<Redemption> redemptions) {
    Rows rows =
        new Rows(
            "uuid",
            "uuid",
            "uuid",
            "text",
            "text",
            "text",
            "int8",
            "text",
            "int8",
            "int8",
            "bool",
            "uuid",
            "uuid",
            "uuid",
            "json",
            "timestamptz");
    for (Redemption redemption : redemptions) {
      rows.add(
          redemption.id(),
          redemption.campaignId(),
          redemption.voucherId(),
          redemption.holder().orElse(null),
          redemption.shop().orElse(null),
          redemption.orderId().orElse(null),
          orNull(redemption.orderAmount()),
          redemption.currency(),
          redemption.amount(),
          redemption.rolledBackAmount(),
          redemption.returned(),
          redemption.walletId().orElse(null),
          redemption.reservationId().orElse(null),
          redemption.authorizationId().orElse(null),
          json.of(redemption.metadata()),
          redemption.createdAt());
    }
    return rows;
  }

  Rows rolledBack(Collection<Redemption> redemptions) {
    Rows rows = new Rows("uuid", "int8", "bool");
    redemptions.forEach(
        redemption ->
            rows.add(redemption.id(), redemption.rolledBackAmount(), redemption.returned()));
    return rows;
  }

  Rows rollbacks(Collection<RollbackView> rollbacks) {
    Rows rows = new Rows("uuid", "uuid", "int8", "timestamptz");
    rollbacks.forEach(
        rollback ->
            rows.add(
                rollback.id(), rollback.redemptionId(), rollback.amount(), rollback.createdAt()));
    return rows;
  }

  Rows reservations(Collection<Reservation> reservations) {
    Rows rows =
        new Rows(
            "uuid",
            "uuid",
            "uuid",
            "text",
            "text",
            "text",
            "int8",
            "json",
            "text",
            "timestamptz",
            "timestamptz");
    for (Reservation reservation : reservations) {
      VoucherUse use = reservation.use();
      Optional<String> order = use.order().flatMap(Order::id);
      rows.add(
          reservation.id(),
          reservation.campaignId(),
          reservation.voucherId(),
          use.holder().orElse(null),
          use.shop().orElse(null),
          order.orElse(null),
          reservation.amount(),
          json.of(use),
          reservation.status(),
          reservation.expiresAt(),
          reservation.createdAt());
    }
    return rows;
  }

  Rows ended(Collection<Reservation> reservations) {
    Rows rows = new Rows("uuid", "text");
    reservations.forEach(reservation -> rows.add(reservation.id(), reservation.status()));
    return rows;
  }

  Rows publications(Collection<Publication> publications) {
    Rows rows = new Rows("uuid", "uuid", "uuid", "text", "text", "timestamptz");
    publications.forEach(
        publication ->
            rows.add(
                publication.id(),
                publication.campaignId(),
                publication.voucherId(),
                publication.holder(),
                publication.sourceId(),
                publication.createdAt()));
    return rows;
  }

  private static @Nullable Long orNull(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
