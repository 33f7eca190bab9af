package io.spendhub.vouchers.redemptions.domain;

import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignLimits;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.Schedule;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.Facts;
import io.spendhub.vouchers.campaigns.domain.Rules;
import io.spendhub.vouchers.redemptions.FailureCode;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.domain.Verdict.Accepted;
import io.spendhub.vouchers.redemptions.domain.Verdict.Failed;
import java.time.Instant;
import java.util.Optional;

/**
 * The one decision on the use of a voucher, for validations, reservations, redemptions and
 * purchases by card alike. The rules are asked in the order of {@link FailureCode}.
 */
public final class RedemptionPolicy {
  /** However its vouchers may be combined. */
  static final int MOST_ON_AN_ORDER = 100;

  private final RedemptionFacts facts;
  private final CampaignState campaign;
  private final Voucher voucher;
  private final VoucherUse use;

  private RedemptionPolicy(RedemptionFacts facts, VoucherUse use) {
    this.facts = facts.withoutReservation();
    this.campaign = facts.campaign();
    this.voucher = this.facts.voucher();
    this.use = use;
  }

  /**
   * Decides a use.
   *
   * @throws Refusal 422 {@code order_required} for a discount on nothing, {@code
   *     amount_not_allowed} for a discount or a wallet credit that names its own amount, {@code
   *     amount_exceeds_order} for more than the order leaves to pay
   */
  public static Verdict decide(RedemptionFacts facts, VoucherUse use) {
    return new RedemptionPolicy(facts, use).decide();
  }

  /** Whether a voucher may work now on some order, as far as holder and shop go. */
  public static boolean isApplicable(RedemptionFacts facts, VoucherUse use) {
    RedemptionPolicy policy = new RedemptionPolicy(facts, use);
    return policy
        .validity(0)
        .or(policy::people)
        .or(policy::voucherUses)
        .or(policy::campaignUses)
        .or(policy::holderUses)
        .or(() -> policy.budget(1))
        .or(() -> policy.balance(policy.voucher.spendable()))
        .isEmpty();
  }

  private Verdict decide() {
    requireSense();
    long amount = amount();
    return validity(amount)
        .or(this::people)
        .or(this::conditions)
        .or(() -> limits(amount))
        .<Verdict>map(failed -> failed)
        .orElseGet(() -> new Accepted(amount));
  }

  private void requireSense() {
    if (campaign.type().takesOff() && use.order().isEmpty()) {
      throw Refusal.unprocessable("order_required", "A discount is taken off an order.");
    }
    if (!campaign.type().givesParts() && use.amount().isPresent()) {
      throw Refusal.unprocessable(
          "amount_not_allowed", "Only of a gift card a part can be asked for.");
    }
    if (use.amount().orElse(0) > leftToPay()) {
      throw Refusal.unprocessable(
          "amount_exceeds_order", "The order leaves less to pay than this amount.");
    }
  }

  /**
   * A reservation keeps what was true when it was made, for as much as it keeps; only disabling a
   * voucher ends that.
   */
  private Optional<Failed> validity(long amount) {
    if (voucher.status() == VoucherStatus.DISABLED) {
      return failed(FailureCode.VOUCHER_DISABLED, "The voucher is disabled.");
    }
    if (facts.reservation().filter(own -> amount <= own.amount()).isPresent()) {
      return Optional.empty();
    }
    Instant now = facts.now();
    Schedule schedule = campaign.terms().schedule();
    if (campaign.status() == CampaignStatus.DRAFT || campaign.status() == CampaignStatus.PAUSED) {
      return failed(FailureCode.VOUCHER_DISABLED, "The campaign is not active.");
    }
    if (schedule.startsAt().filter(now::isBefore).isPresent()) {
      return failed(FailureCode.VOUCHER_NOT_STARTED, "The campaign has not started yet.");
    }
    if (hasExpired(campaign, voucher, now)) {
      return failed(FailureCode.VOUCHER_EXPIRED, "The voucher has expired.");
    }
    return schedule.permitsTime(now)
        ? Optional.empty()
        : failed(FailureCode.VOUCHER_OUTSIDE_SCHEDULE, "The voucher is not valid at this time.");
  }

  /** Whether a voucher can never be used again, so that what it carries goes back. */
  public static boolean hasExpired(CampaignState campaign, Voucher voucher, Instant now) {
    return campaign.status() == CampaignStatus.ENDED
        || campaign.terms().schedule().isOver(now)
        || voucher.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
  }

  private Optional<Failed> people() {
    if (facts.holder().blocked()) {
      return failed(FailureCode.HOLDER_BLOCKED, "The holder is blocked.");
    }
    if (voucher.holder().isPresent() && !voucher.holder().equals(use.holder())) {
      return failed(FailureCode.WRONG_HOLDER, "The voucher belongs to another holder.");
    }
    boolean another =
        facts.reservation().flatMap(own -> own.use().holder()).isPresent()
            && !facts.reservation().get().use().holder().equals(use.holder());
    if (another) {
      return failed(FailureCode.WRONG_HOLDER, "The reservation belongs to another holder.");
    }
    if (campaign.terms().limits().perHolder().isPresent() && use.holder().isEmpty()) {
      return failed(FailureCode.WRONG_HOLDER, "The campaign counts by holder: name one.");
    }
    return facts.shopAccepts()
        ? Optional.empty()
        : failed(FailureCode.SHOP_NOT_ALLOWED, "The shop does not take vouchers of this campaign.");
  }

  private Optional<Failed> conditions() {
    Optional<String> violation =
        campaign
            .terms()
            .rules()
            .flatMap(
                rule ->
                    Rules.violation(
                        rule,
                        new Facts(
                            use.holder(),
                            use.shop(),
                            use.order(),
                            use.metadata(),
                            facts.holder().metadata())));
    if (violation.isPresent()) {
      return failed(FailureCode.RULE_VIOLATED, violation.get());
    }
    Optional<Failed> apart = apartFromOthers();
    if (apart.isPresent()) {
      return apart;
    }
    boolean otherCurrency =
        use.order().filter(order -> !order.currency().equals(campaign.currency())).isPresent()
            || facts.walletCurrency().filter(it -> !it.equals(campaign.currency())).isPresent();
    return otherCurrency
        ? failed(
            FailureCode.CURRENCY_MISMATCH, "The voucher's currency is " + campaign.currency() + ".")
        : Optional.empty();
  }

  private Optional<Failed> apartFromOthers() {
    if (!stacks()) {
      return failed(
          FailureCode.NOT_STACKABLE, "The voucher does not go together with those on the order.");
    }
    boolean again =
        facts.others().stream().anyMatch(other -> other.voucherId().equals(voucher.id()));
    if (again && campaign.type().takesOff()) {
      return failed(FailureCode.NOT_STACKABLE, "The order has this voucher already.");
    }
    boolean paid = !facts.others().isEmpty() && leftToPay() == 0;
    return paid && campaign.type().paysOrders()
        ? failed(FailureCode.NOT_STACKABLE, "The vouchers on the order leave nothing to pay.")
        : Optional.empty();
  }

  private boolean stacks() {
    Stacking own = campaign.terms().stacking();
    int together = facts.others().size() + 1;
    return facts.others().isEmpty()
        || (own.stackable()
            && together <= MOST_ON_AN_ORDER
            && together <= own.maxPerOrder().orElse(together)
            && facts.others().stream().map(OrderUse::stacking).allMatch(other -> go(own, other)));
  }

  private boolean go(Stacking own, Stacking other) {
    int together = facts.others().size() + 1;
    return other.stackable()
        && together <= other.maxPerOrder().orElse(together)
        && (own.group().isEmpty() || !own.group().equals(other.group()));
  }

  private Optional<Failed> limits(long amount) {
    return voucherUses()
        .or(this::campaignUses)
        .or(this::holderUses)
        .or(() -> budget(amount))
        .or(() -> balance(amount));
  }

  /** A use or an amount that others keep for a while is told from one that is gone. */
  private Optional<Failed> voucherUses() {
    long uses = campaign.usesPerVoucher().orElse(Long.MAX_VALUE);
    boolean usedUp = voucher.redemptions() >= uses;
    if (!usedUp && uses - voucher.redemptions() <= voucher.reserved()) {
      return failed(FailureCode.RESERVED_BY_OTHER, "What is left of the voucher is reserved.");
    }
    if (!usedUp && campaign.type().carriesBalance() && reservedAway()) {
      return failed(FailureCode.RESERVED_BY_OTHER, "What is left of the balance is reserved.");
    }
    return usedUp
        ? failed(FailureCode.VOUCHER_ALREADY_USED, "The voucher was used as often as it may be.")
        : Optional.empty();
  }

  /** Whether the balance would do, but for what others keep of it. */
  private boolean reservedAway() {
    long needed = Math.max(1, use.amount().orElse(1));
    return voucher.spendable() < needed && needed <= voucher.balance();
  }

  private Optional<Failed> campaignUses() {
    long used = facts.usage().redemptions() + facts.usage().reserved();
    return used >= stated().redemptions().orElse(Long.MAX_VALUE)
        ? failed(FailureCode.CAMPAIGN_LIMIT_EXCEEDED, "The campaign has no redemption left.")
        : Optional.empty();
  }

  private Optional<Failed> holderUses() {
    long used = facts.holderUsage().redemptions() + facts.holderUsage().reserved();
    return used >= stated().perHolder().orElse(Long.MAX_VALUE)
        ? failed(FailureCode.HOLDER_LIMIT_EXCEEDED, "The holder has no redemption left.")
        : Optional.empty();
  }

  /** Without a budget a campaign gives as much as can be counted. */
  private Optional<Failed> budget(long amount) {
    long left =
        stated().budgetAmount().orElse(Long.MAX_VALUE)
            - facts.usage().spentAmount()
            - facts.usage().reservedAmount();
    return amount > left
        ? failed(FailureCode.BUDGET_EXCEEDED, "The campaign's budget does not cover it.")
        : Optional.empty();
  }

  private Optional<Failed> balance(long amount) {
    boolean tooLittle =
        campaign.type().carriesBalance() && (amount < 1 || amount > voucher.balance());
    return tooLittle
        ? failed(FailureCode.BALANCE_INSUFFICIENT, "The voucher does not carry that much.")
        : Optional.empty();
  }

  private CampaignLimits stated() {
    return campaign.terms().limits();
  }

  private long amount() {
    return campaign.type().gives(campaign.terms(), use, leftToPay(), voucher.spendable());
  }

  /** Without an order there is no end to it. */
  private long leftToPay() {
    if (use.order().isEmpty()) {
      return Long.MAX_VALUE;
    }
    long left = use.order().get().amount();
    for (OrderUse other : facts.others()) {
      left -= Math.min(left, other.amount());
    }
    return left;
  }

  private static Optional<Failed> failed(FailureCode code, String message) {
    return Optional.of(new Failed(code, message));
  }
}
