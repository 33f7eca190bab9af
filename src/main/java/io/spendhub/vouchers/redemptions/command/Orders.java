package io.spendhub.vouchers.redemptions.command;

import io.spendhub.shared.Undo;
import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.redemptions.domain.OrderUse;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The orders of one transaction, each with its vouchers as decisions find and leave them. */
final class Orders {
  private final Undo undo;
  private final Map<String, Map<UUID, OrderUse>> known;

  /** Orders with the vouchers on them; those that are left out have none. */
  Orders(Map<String, Map<UUID, OrderUse>> orders, Undo undo) {
    this.undo = undo;
    this.known = undo.map();
    orders.forEach((order, uses) -> known.put(order, undo.map(uses)));
  }

  /** The vouchers on the order of a use, but for the caller's own reservation. */
  List<OrderUse> others(VoucherUse use, Optional<Reservation> own) {
    Map<UUID, OrderUse> on = new LinkedHashMap<>();
    use.order().flatMap(Order::id).map(known::get).ifPresent(on::putAll);
    own.ifPresent(reservation -> on.remove(reservation.id()));
    return List.copyOf(on.values());
  }

  void put(Redemption redemption, CampaignState campaign) {
    OrderUse use = OrderUse.of(campaign, redemption.voucherId(), redemption.kept());
    redemption.orderId().ifPresent(order -> put(order, redemption.id(), use));
  }

  /** Something was given back of a redemption; a use that was is on its order no more. */
  void settle(Redemption after, CampaignState campaign) {
    if (after.returned()) {
      after.orderId().map(known::get).ifPresent(on -> on.remove(after.id()));
    } else if (after.orderId().filter(known::containsKey).isPresent()) {
      put(after, campaign);
    }
  }

  void put(Reservation reservation, CampaignState campaign) {
    OrderUse use = OrderUse.of(campaign, reservation.voucherId(), reservation.amount());
    reservation
        .use()
        .order()
        .flatMap(Order::id)
        .ifPresent(order -> put(order, reservation.id(), use));
  }

  void remove(Reservation ended) {
    ended.use().order().flatMap(Order::id).map(known::get).ifPresent(on -> on.remove(ended.id()));
  }

  private void put(String order, UUID id, OrderUse use) {
    known.computeIfAbsent(order, name -> undo.map()).put(id, use);
  }
}
