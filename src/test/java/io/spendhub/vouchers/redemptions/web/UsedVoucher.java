package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;

import io.restassured.response.Response;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Redemption;
import io.spendhub.testing.api.Reservation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import java.util.Map;

/** A gift card that was used and reserved in part, and every kind of call that can name it. */
record UsedVoucher(Voucher voucher, Redemption redemption, Reservation reservation) {
  static UsedVoucher in(Spending organization) {
    Voucher voucher = Campaign.active(organization, giftCard(1_000)).voucher("THEIRS-2026");
    return new UsedVoucher(
        voucher, voucher.redeem(voucher.take(100)), voucher.reserve(voucher.take(50)));
  }

  /** The path with the names of these in the places of its templates. */
  String named(String path) {
    return path.replace("{campaign}", voucher.campaign().id())
        .replace("{code}", voucher.code())
        .replace("{voucher}", voucher.id())
        .replace("{redemption}", redemption.id())
        .replace("{reservation}", reservation.id());
  }

  static Response make(Spending caller, String method, String path) {
    return switch (method) {
      case "GET" -> caller.get(path);
      case "PATCH" -> caller.change(path, "\"0\"", Map.of("name", "Mine"));
      case "ACTION" -> caller.act(path);
      case "TOP_UP" -> caller.move(path, Map.of("amount", 1, "currency", "GBP"));
      default -> caller.move(path, Map.of());
    };
  }
}
