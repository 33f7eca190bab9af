package io.spendhub.vouchers.redemptions.command;

import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.redemptions.domain.Publication;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.HolderKey;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What some commands will be decided on. */
record Wanted(
    Set<UUID> campaigns,
    Set<UUID> vouchers,
    Set<UUID> redemptions,
    Set<UUID> reservations,
    Set<HolderKey> holders,
    Set<String> shops,
    Set<String> orders,
    Set<String> codeKeys,
    Set<Source> sources,
    Map<UUID, Integer> free) {

  static Wanted nothing() {
    return new Wanted(
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>(),
        new HashMap<>());
  }

  /** Grows whenever anything else is wanted than before. */
  int size() {
    return campaigns.size() + vouchers.size() + holders.size() + shops.size();
  }

  /** Something that a source may have been given earlier. */
  void published(Publication publication) {
    vouchers.add(publication.voucherId());
  }

  void redeemed(Redemption redemption) {
    campaigns.add(redemption.campaignId());
    vouchers.add(redemption.voucherId());
    redemption
        .holder()
        .ifPresent(name -> holders.add(new HolderKey(redemption.campaignId(), name)));
  }

  void use(UUID campaignId, UUID voucherId, VoucherUse use) {
    campaigns.add(campaignId);
    vouchers.add(voucherId);
    use.holder().ifPresent(name -> holders.add(new HolderKey(campaignId, name)));
    use.shop().ifPresent(shops::add);
    use.order().flatMap(Order::id).ifPresent(orders::add);
  }
}
