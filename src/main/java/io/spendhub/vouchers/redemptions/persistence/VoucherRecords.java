package io.spendhub.vouchers.redemptions.persistence;

import static java.util.stream.Collectors.toMap;

import io.spendhub.platform.sql.Row;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings.Standing;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.people.domain.HolderState;
import io.spendhub.vouchers.people.domain.HolderUsage;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.domain.OrderUse;
import io.spendhub.vouchers.redemptions.domain.Publication;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.HolderKey;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.Issued;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** From rows into what decisions are made on. */
final class VoucherRecords {
  private VoucherRecords() {}

  static Standing standing(Row row) {
    CampaignState campaign =
        new CampaignState(
            row.uuid("id"),
            row.text("name"),
            row.constant("type", CampaignType.class),
            row.constant("status", CampaignStatus.class),
            row.text("currency"),
            row.json("terms", CampaignTerms.class));
    CampaignUsage usage =
        new CampaignUsage(
            row.number("issued"),
            row.number("redemptions"),
            row.number("reserved"),
            row.number("spent_amount"),
            row.number("reserved_amount"),
            row.number("open_amount"),
            row.uuidIfAny("published_up_to"));
    return new Standing(campaign, usage);
  }

  static Voucher voucher(Row row) {
    return new Voucher(
        row.uuid("id"),
        row.uuid("campaign_id"),
        row.textIfAny("code"),
        row.constant("status", VoucherStatus.class),
        row.textIfAny("holder"),
        row.instantIfAny("published_at"),
        row.instantIfAny("expires_at"),
        row.number("amount"),
        row.number("balance"),
        row.number("reserved_amount"),
        row.number("redemptions"),
        row.number("reserved"),
        row.instantIfAny("released_at"),
        row.instant("created_at"));
  }

  static Redemption redemption(Row row) {
    return new Redemption(
        row.uuid("id"),
        row.uuid("campaign_id"),
        row.uuid("voucher_id"),
        row.textIfAny("holder"),
        row.textIfAny("shop"),
        row.textIfAny("order_id"),
        row.numberIfAny("order_amount").map(OptionalLong::of).orElse(OptionalLong.empty()),
        row.text("currency"),
        row.number("amount"),
        row.number("rolled_back_amount"),
        row.bool("returned"),
        row.uuidIfAny("wallet_id"),
        row.uuidIfAny("reservation_id"),
        row.uuidIfAny("authorization_id"),
        row.pairs("metadata"),
        row.instant("created_at"));
  }

  static Reservation reservation(Row row) {
    return new Reservation(
        row.uuid("id"),
        row.uuid("campaign_id"),
        row.uuid("voucher_id"),
        row.number("amount"),
        row.json("request", VoucherUse.class),
        row.constant("status", Reservation.Status.class),
        row.instant("expires_at"),
        row.instant("created_at"));
  }

  static VoucherPlace place(Row row) {
    return new VoucherPlace(row.uuid("campaign_id"), row.uuid("voucher_id"));
  }

  static Issued issued(Row row) {
    return new Issued(
        row.uuid("campaign_id"),
        row.textIfAny("holder"),
        row.number("amount"),
        row.instantIfAny("expires_at"));
  }

  static OrderUse orderUse(Row row) {
    return OrderUse.of(
        row.constant("type", CampaignType.class),
        row.json("stacking", Stacking.class),
        row.uuid("voucher_id"),
        row.number("amount"));
  }

  static Publication publication(Row row) {
    return new Publication(
        row.uuid("id"),
        row.uuid("campaign_id"),
        row.uuid("voucher_id"),
        row.text("holder"),
        row.text("source_id"),
        row.instant("created_at"));
  }

  static Map.Entry<HolderKey, HolderUsage> holderUsage(Row row) {
    return Map.entry(
        new HolderKey(row.uuid("campaign_id"), row.text("holder")),
        new HolderUsage(row.number("redemptions"), row.number("reserved")));
  }

  static Map.Entry<String, HolderState> holder(Row row) {
    return Map.entry(
        row.text("name"),
        new HolderState(row.text("status").equals("BLOCKED"), row.pairs("metadata")));
  }

  static Map.Entry<String, Optional<Set<UUID>>> shop(Row row) {
    return Map.entry(row.text("name"), row.uuidsIfAny("accepts").map(Set::copyOf));
  }

  static <K, V> Map<K, V> byKey(List<Map.Entry<K, V>> found) {
    return found.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
