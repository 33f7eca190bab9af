package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.MoneyCall;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.platform.audit.CurrentOrigin;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings.Standing;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.Codes;
import io.spendhub.vouchers.codes.command.CodeKeys;
import io.spendhub.vouchers.codes.domain.DrawnCodes;
import io.spendhub.vouchers.redemptions.VoucherCommand;
import io.spendhub.vouchers.redemptions.VoucherCommand.IssueVoucher;
import io.spendhub.vouchers.redemptions.VoucherCommand.Publish;
import io.spendhub.vouchers.redemptions.VoucherCommand.Redeem;
import io.spendhub.vouchers.redemptions.VoucherCommand.RedemptionPlace;
import io.spendhub.vouchers.redemptions.VoucherCommand.ReleaseReservation;
import io.spendhub.vouchers.redemptions.VoucherCommand.RollBack;
import io.spendhub.vouchers.redemptions.VoucherCommand.SetVoucherStatus;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import io.spendhub.wallets.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Finds the campaign that a command on vouchers locks, and has the money engine run it. */
@ApplicationScoped
public class VoucherService {
  private final VoucherLog log;
  private final CodeKeys codes;
  private final Wallets wallets;
  private final MoneyEngine engine;
  private final CurrentOrigin origin;
  private final SecureRandom random = new SecureRandom();

  VoucherService(
      VoucherLog log, CodeKeys codes, Wallets wallets, MoneyEngine engine, CurrentOrigin origin) {
    this.log = log;
    this.codes = codes;
    this.wallets = wallets;
    this.engine = engine;
    this.origin = origin;
  }

  /**
   * A voucher that is to be made.
   *
   * @param code drawn at random unless given
   * @param amount what it carries, minor units; as the campaign says unless given
   */
  public record NewVoucher(
      UUID campaignId,
      Optional<String> code,
      Optional<String> holder,
      OptionalLong amount,
      Optional<Instant> expiresAt) {}

  /** The voucher that a code stands for, if the organization has one. */
  public Optional<VoucherPlace> find(UUID organizationId, String code) {
    return Codes.isCode(code) ? log.placeOf(organizationId, codes.of(code)) : Optional.empty();
  }

  /** The voucher of an id, if the organization has one. */
  public Optional<VoucherPlace> find(UUID organizationId, UUID voucherId) {
    return log.vouchers(organizationId, List.of(voucherId)).get().values().stream()
        .map(voucher -> new VoucherPlace(voucher.campaignId(), voucher.id()))
        .findFirst();
  }

  /** Runs a command whose answer tells what became of it, an unknown code included. */
  public Outcome<String> run(MoneyCall call, VoucherCommand command) {
    return engine.execute(call.organizationId(), call.submission(command));
  }

  /**
   * Uses a voucher; an unknown code is an answer.
   *
   * @throws Refusal 404 {@code wallet_not_found}; otherwise as the rules of redemptions say
   */
  public Outcome<String> redeem(MoneyCall call, Redeem redeem) {
    Set<UUID> credited = redeem.walletId().map(Set::of).orElse(Set.of());
    if (!wallets.exist(call.organizationId(), credited)) {
      throw Refusal.notFound("wallet");
    }
    return run(call, redeem);
  }

  /**
   * Gives back what a redemption took.
   *
   * @param amount minor units; all that is left of it unless given
   * @throws Refusal 404 {@code redemption_not_found}; 422 {@code already_rolled_back}, {@code
   *     rollback_exceeds_redeemed} and {@code balance_insufficient}
   */
  public Outcome<String> rollBack(MoneyCall call, UUID redemptionId, OptionalLong amount) {
    RedemptionPlace place =
        log.placeOfRedemption(call.organizationId(), redemptionId)
            .orElseThrow(() -> Refusal.notFound("redemption"));
    return run(call, new RollBack(redemptionId, place, amount));
  }

  /**
   * Gives up a reservation.
   *
   * @throws Refusal 404 {@code reservation_not_found}, 409 {@code reservation_ended} once redeemed
   */
  public Outcome<String> release(MoneyCall call, UUID reservationId) {
    VoucherPlace place =
        log.placeOfReservation(call.organizationId(), reservationId)
            .orElseThrow(() -> Refusal.notFound("reservation"));
    return run(call, new ReleaseReservation(reservationId, place));
  }

  /** Disables a voucher, or lets it be used again; nothing where it is so already. */
  public Outcome<String> setStatus(MoneyCall call, VoucherPlace place, VoucherStatus status) {
    return run(call, new SetVoucherStatus(place, status, origin.get()));
  }

  /**
   * Makes one voucher.
   *
   * @throws Refusal 404 {@code campaign_not_found}, 409 {@code code_taken} and {@code
   *     campaign_ended}, 422 {@code pattern_too_small}
   */
  public Outcome<String> issue(MoneyCall call, NewVoucher wanted) {
    return run(call, issuing(call.organizationId(), wanted));
  }

  /**
   * Gives a holder a voucher of a campaign, once per source.
   *
   * @throws Refusal 404 {@code campaign_not_found}, 409 {@code source_id_reused}, {@code
   *     campaign_ended} and {@code campaign_over}, 422 {@code pattern_too_small}
   */
  public Outcome<String> publish(MoneyCall call, UUID campaignId, String holder, String sourceId) {
    NewVoucher spare =
        new NewVoucher(
            campaignId, Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty());
    IssueVoucher issuing = issuing(call.organizationId(), spare);
    return run(call, new Publish(campaignId, holder, sourceId, issuing));
  }

  private IssueVoucher issuing(UUID organizationId, NewVoucher wanted) {
    Standing standing =
        log.campaigns(organizationId, List.of(wanted.campaignId())).get().get(wanted.campaignId());
    if (standing == null) {
      throw Refusal.notFound("campaign");
    }
    CodeFormat format = standing.campaign().terms().code();
    String code = wanted.code().orElseGet(() -> DrawnCodes.draw(format, random));
    return new IssueVoucher(
        wanted.campaignId(),
        code,
        codes.of(format, code),
        codes.of(code),
        !format.showOnce(),
        wanted.code().isEmpty(),
        wanted.holder(),
        wanted.amount(),
        wanted.expiresAt(),
        origin.get());
  }
}
