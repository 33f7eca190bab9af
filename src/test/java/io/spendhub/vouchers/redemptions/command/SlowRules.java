package io.spendhub.vouchers.redemptions.command;

import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.redemptions.command.SlowLedger.Moved;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The contract's rules on the use of a voucher, one after another. */
final class SlowRules {
  private final SlowVouchers model;
  private final boolean shops;

  SlowRules(SlowVouchers model, boolean shops) {
    this.model = model;
    this.shops = shops;
  }

  /**
   * What a use is answered.
   *
   * @param own the caller's reservation, which is open
   * @param foreign whether it goes to a wallet in another currency
   */
  Answer decide(int voucher, VoucherUse use, OptionalInt own, boolean foreign) {
    SlowLedger book = model.book;
    Plan plan = book.planOf(voucher);
    if (!plan.carries() && use.order().isEmpty()) {
      return Answer.failed("order_required");
    }
    boolean gift = plan.hasParts();
    if (!gift && use.amount().isPresent()) {
      return Answer.failed("amount_not_allowed");
    }
    List<Moved> others = book.on(SlowLedger.orderOf(use), own, model.now());
    long paid =
        others.stream()
            .filter(each -> !book.planOf(each.thing()).credits())
            .mapToLong(Moved::amount)
            .sum();
    long left = use.order().isPresent() ? Math.max(0, use.order().get().amount() - paid) : -1;
    if (gift && left >= 0 && use.amount().isPresent() && use.amount().getAsLong() > left) {
      return Answer.failed("amount_exceeds_order");
    }
    Optional<String> failure =
        time(voucher, use, own, left)
            .or(() -> people(voucher, use, own))
            .or(() -> conditions(voucher, use, others, left, foreign))
            .or(() -> limits(voucher, use, own, left));
    return failure
        .map(Answer::failed)
        .orElseGet(() -> Answer.done(amount(voucher, use, own, left)));
  }

  private Optional<String> time(int voucher, VoucherUse use, OptionalInt own, long left) {
    Plan plan = model.book.planOf(voucher);
    CampaignStatus status = model.statuses.get(model.book.campaignOf(voucher));
    if (model.book.disabled.contains(voucher)) {
      return Optional.of("voucher_disabled");
    }
    if (own.isPresent()
        && amount(voucher, use, own, left) <= model.book.reserved.get(own.getAsInt()).amount()) {
      return Optional.empty();
    }
    if (status == CampaignStatus.PAUSED || status == CampaignStatus.DRAFT) {
      return Optional.of("voucher_disabled");
    }
    if (plan.startsAt().isPresent() && model.now().compareTo(plan.startsAt().get()) < 0) {
      return Optional.of("voucher_not_started");
    }
    if (model.hasExpired(voucher)) {
      return Optional.of("voucher_expired");
    }
    return isOpen(plan) ? Optional.empty() : Optional.of("voucher_outside_schedule");
  }

  /** The hour of each allowed day, one after another, until the present one is found. */
  private boolean isOpen(Plan plan) {
    ZonedDateTime local = model.now().atZone(ZoneId.of(plan.zone()));
    int hours =
        plan.until() > plan.from() ? plan.until() - plan.from() : 24 + plan.until() - plan.from();
    for (int back = 0; back <= 1; back++) {
      DayOfWeek day = local.minusDays(back).getDayOfWeek();
      boolean allowed = plan.days().isEmpty() || plan.days().contains(day);
      for (int hour = plan.from(); hour < plan.from() + hours; hour++) {
        if (allowed && hour == local.getHour() + 24 * back) {
          return true;
        }
      }
    }
    return false;
  }

  private Optional<String> people(int voucher, VoucherUse use, OptionalInt own) {
    int campaign = model.book.campaignOf(voucher);
    if (use.holder().isPresent() && model.blocked.contains(use.holder().get())) {
      return Optional.of("holder_blocked");
    }
    Optional<String> owner = model.book.holder(voucher);
    Optional<String> reservedFor =
        own.isPresent() ? model.book.reserved.get(own.getAsInt()).use().holder() : Optional.empty();
    boolean wrong =
        (owner.isPresent() && !owner.equals(use.holder()))
            || (reservedFor.isPresent() && !reservedFor.equals(use.holder()))
            || (model.bounds.get(campaign).perHolder() > 0 && use.holder().isEmpty());
    if (wrong) {
      return Optional.of("wrong_holder");
    }
    boolean welcome =
        !shops
            || use.shop().isEmpty()
            || use.shop().get().equals("north")
            || (use.shop().get().equals("south") && campaign == 0);
    return welcome ? Optional.empty() : Optional.of("shop_not_allowed");
  }

  private Optional<String> conditions(
      int voucher, VoucherUse use, List<Moved> others, long left, boolean foreign) {
    Plan plan = model.book.planOf(voucher);
    if (plan.leastOrder() > 0
        && (use.order().isEmpty() || use.order().get().amount() < plan.leastOrder())) {
      return Optional.of("rule_violated");
    }
    for (Moved other : others) {
      Plan its = model.book.planOf(other.thing());
      int all = others.size() + 1;
      boolean alone = plan.group().equals(Plan.ALONE) || its.group().equals(Plan.ALONE);
      boolean sameGroup = !plan.group().isEmpty() && plan.group().equals(its.group());
      boolean tooMany =
          (plan.together() > 0 && all > plan.together())
              || (its.together() > 0 && all > its.together());
      boolean again = !plan.carries() && other.thing() == voucher;
      if (alone || sameGroup || tooMany || again) {
        return Optional.of("not_stackable");
      }
    }
    if (!others.isEmpty() && left == 0 && !plan.credits()) {
      return Optional.of("not_stackable");
    }
    boolean otherMoney = use.order().isPresent() && !use.order().get().currency().equals("GBP");
    return otherMoney || foreign ? Optional.of("currency_mismatch") : Optional.empty();
  }

  private Optional<String> limits(int voucher, VoucherUse use, OptionalInt own, long left) {
    SlowLedger book = model.book;
    int campaign = book.campaignOf(voucher);
    Plan plan = book.planOf(voucher);
    Plan.Bounds bounds = model.bounds.get(campaign);
    int mine = own.isPresent() ? 1 : 0;
    long ownAmount = own.isPresent() ? book.reserved.get(own.getAsInt()).amount() : 0;
    long most = plan.isUsedOnce() ? 1 : bounds.perVoucher();
    boolean used = most > 0 && book.usesOf(voucher) >= most;
    long reservations = book.reservationsOf(voucher) - mine;
    if (!used && most > 0 && book.usesOf(voucher) + reservations >= most) {
      return Optional.of("reserved_by_other");
    }
    boolean carries = plan.carries();
    long free = carries ? book.free(voucher) + ownAmount : 0;
    long needed = use.amount().orElse(1);
    if (!used && carries && free < needed && needed <= book.balance(voucher)) {
      return Optional.of("reserved_by_other");
    }
    if (used) {
      return Optional.of("voucher_already_used");
    }
    long usesInAll =
        book.sum(campaign, book::usesOf) + book.sum(campaign, book::reservationsOf) - mine;
    if (bounds.uses() > 0 && usesInAll >= bounds.uses()) {
      return Optional.of("campaign_limit_exceeded");
    }
    if (bounds.perHolder() > 0 && usesBy(campaign, use, own) >= bounds.perHolder()) {
      return Optional.of("holder_limit_exceeded");
    }
    long amount = amount(voucher, use, own, left);
    long given = book.sum(campaign, book::spentOf) + book.sum(campaign, book::keptOf) - ownAmount;
    if (bounds.budget() > 0 && given + amount > bounds.budget()) {
      return Optional.of("budget_exceeded");
    }
    return carries && (amount == 0 || amount > book.balance(voucher))
        ? Optional.of("balance_insufficient")
        : Optional.empty();
  }

  private long usesBy(int campaign, VoucherUse use, OptionalInt own) {
    String holder = use.holder().orElseThrow();
    boolean mine =
        own.isPresent()
            && model.book.reserved.get(own.getAsInt()).use().holder().equals(use.holder());
    return model.book.usesBy(campaign, holder)
        + model.book.reservationsBy(campaign, holder)
        - (mine ? 1 : 0);
  }

  /**
   * What it gives.
   *
   * @param left what the order leaves to pay, or below 0 without one
   */
  private long amount(int voucher, VoucherUse use, OptionalInt own, long left) {
    Plan plan = model.book.planOf(voucher);
    if (!plan.carries()) {
      long whole = use.order().map(Order::amount).orElseThrow();
      long off = plan.percent() > 0 ? whole * plan.percent() / 100 : plan.value();
      long capped = plan.percent() > 0 && plan.cap() > 0 ? Math.min(off, plan.cap()) : off;
      return Math.min(capped, left);
    }
    if (use.amount().isPresent()) {
      return use.amount().getAsLong();
    }
    long ownAmount = own.isPresent() ? model.book.reserved.get(own.getAsInt()).amount() : 0;
    long free = model.book.free(voucher) + ownAmount;
    return !plan.credits() && left >= 0 ? Math.min(left, free) : free;
  }
}
