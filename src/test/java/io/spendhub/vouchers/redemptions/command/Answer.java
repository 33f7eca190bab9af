package io.spendhub.vouchers.redemptions.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command was answered.
 *
 * @param code why it failed or was refused, or "done"
 * @param amount minor units that were given, reserved or given back
 */
record Answer(String code, long amount) {
  static final Answer DONE = new Answer("done", 0);

  static Answer done(long amount) {
    return new Answer("done", amount);
  }

  static Answer failed(String code) {
    return new Answer(code, 0);
  }

  /** What a campaign has given and holds, and what the ledger says of it. */
  record CampaignTally(
      long issued,
      long redemptions,
      long reserved,
      long spent,
      long kept,
      long open,
      long posted,
      Map<String, List<Long>> holders) {}

  /** What a voucher has given and carries. */
  record VoucherTally(
      boolean disabled,
      Optional<String> holder,
      long amount,
      long balance,
      long kept,
      long redemptions,
      long reserved,
      boolean expired) {}

  /** All that stands after a step. */
  record State(
      List<CampaignTally> campaigns,
      List<VoucherTally> vouchers,
      List<Long> keptOfRedemptions,
      List<Boolean> openReservations,
      List<Long> wallets,
      long liability,
      long owedToShops) {}
}
