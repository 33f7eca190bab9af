package io.spendhub.ledger.query;

import java.util.Map;
import java.util.UUID;

/** What of vouchers can be damaged, each so that one check alone can tell. */
final class VoucherCorruptions {
  private static final String OF_GIFTS = " where campaign_id = ? and reserved > 0";

  private VoucherCorruptions() {}

  static Map<String, Corruption> of(VariedLife life) {
    UUID gifts = life.gifts().uuid();
    String usage = "update vouchers.campaign_usage set %1$s = %1$s %2$s 1 where campaign_id = ?";
    String currency = "update vouchers.campaigns set currency = '%s' where id = ?";
    String part =
        "update authorizations.authorizations set voucher_cleared = voucher_cleared %s 1"
            + " where id = ?";
    UUID purchase = UUID.fromString(life.discounted().id());
    return Map.of(
        "redemptions_equal_transfers",
        Corruption.of(
            "update vouchers.redemptions set authorization_id = null where authorization_id = ?",
            """
            update vouchers.redemptions r set authorization_id = a.id
            from authorizations.authorizations a where a.redemption_id = r.id and a.id = ?
            """,
            "redemption .*: it has given 135 after 14 back, its transfers make 0, its rollbacks 0",
            purchase),
        "voucher_liabilities_equal_balances",
        Corruption.of(
            currency.formatted("USD"),
            currency.formatted("GBP"),
            "GBP: the voucher liability stands at \\d+, vouchers carry \\d+",
            gifts),
        "voucher_counters_equal_redemptions",
        Corruption.of(
            usage.formatted("spent_amount", "+"),
            usage.formatted("spent_amount", "-"),
            "campaign " + gifts + ": its counters are 1/1/261/50, .* make 1/1/260/50",
            gifts),
        "campaigns_equal_vouchers",
        Corruption.of(
            usage.formatted("open_amount", "+"),
            usage.formatted("open_amount", "-"),
            "campaign " + gifts + ": it says 2 vouchers that carry 1941, .* are 2 and carry 1940",
            gifts),
        "voucher_balances_equal_uses",
        Corruption.of(
            "update vouchers.vouchers set amount = amount + 1" + OF_GIFTS,
            "update vouchers.vouchers set amount = amount - 1" + OF_GIFTS,
            "voucher .*: it carries \\d+ of \\d+, its uses and releases leave \\d+",
            gifts),
        "vouchers_within_limits",
        Corruption.of(
            "update vouchers.campaigns set terms = jsonb_set(terms, '{limits,redemptions}', '1')"
                + " where id = ?",
            "update vouchers.campaigns set terms = terms #- '{limits,redemptions}' where id = ?",
            "campaign " + gifts + ": 2 of at most 1",
            gifts),
        "voucher_parts_equal_transfers",
        Corruption.of(
            part.formatted("+"),
            part.formatted("-"),
            "authorization .*: its voucher holds 75, has paid 75 and was refunded 14, .* make 75, 74"
                + " and 14",
            purchase));
  }

  /** Other columns that the same checks compare. */
  static Map<String, Corruption> further(VariedLife life) {
    String reserved = "update vouchers.vouchers set reserved_amount = reserved_amount %s 1";
    String rollback =
        "update vouchers.rollbacks set amount = amount %s 1 where organization_id = ? and amount >= 40";
    return Map.of(
        "voucher_counters_equal_redemptions",
        Corruption.of(
            reserved.formatted("+") + OF_GIFTS,
            reserved.formatted("-") + OF_GIFTS,
            "voucher .*: its counters are .*//51, its redemptions and reservations make .*//50",
            life.gifts().uuid()),
        "redemptions_equal_transfers",
        Corruption.of(
            rollback.formatted("+"),
            rollback.formatted("-"),
            "redemption .*: it has given 260 after 40 back, its transfers make 260, its rollbacks 41",
            life.organizationId()));
  }
}
