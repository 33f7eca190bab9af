package io.spendhub.vouchers.redemptions.command;

import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.redemptions.command.Step.Command;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes up campaigns, and what happens to their vouchers next. */
final class AnyVouchers {
  static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final long MOST = 60;

  private final RandomGenerator random;

  AnyVouchers(RandomGenerator random) {
    this.random = random;
  }

  Plan plan() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    boolean always = random.nextInt(4) > 0;
    for (DayOfWeek day : DayOfWeek.values()) {
      if (!always && random.nextInt(3) > 0) {
        days.add(day);
      }
    }
    return new Plan(
        oneOf(List.of(CampaignType.values())),
        random.nextBoolean() ? random.nextInt(1, 101) : 0,
        random.nextLong(1, MOST),
        random.nextInt(3) == 0 ? random.nextLong(1, MOST / 3) : 0,
        seldom(8) ? Optional.of(START.plus(time())) : Optional.empty(),
        seldom(4) ? Optional.of(START.plus(Duration.ofDays(3)).plus(time())) : Optional.empty(),
        oneOf(List.of("UTC", "Asia/Tokyo", "America/Bogota")),
        days,
        always ? 0 : random.nextInt(24),
        always ? 0 : random.nextInt(24),
        seldom(4) ? random.nextInt(1, 5) : 0,
        seldom(5) ? random.nextLong(1, MOST) : 0,
        oneOf(List.of("", "", "a", "b", Plan.ALONE)),
        seldom(4) ? random.nextInt(1, 4) : 0);
  }

  /** A wallet credit has one use, which its terms need not say. */
  Plan.Bounds bounds(Plan plan) {
    return new Plan.Bounds(
        seldom(2) ? random.nextInt(1, 5) : 0,
        !plan.isUsedOnce() && seldom(3) ? random.nextInt(1, 4) : 0,
        seldom(2) ? random.nextInt(1, 3) : 0,
        seldom(3) ? random.nextLong(1, 2 * MOST) : 0);
  }

  Step next(SlowVouchers model) {
    int kind = random.nextInt(100);
    if (kind < 62) {
      return command(model);
    }
    if (kind < 76) {
      List<Command> commands = new ArrayList<>();
      for (int i = random.nextInt(2, 4); i > 0; i--) {
        commands.add(command(model));
      }
      return new Step.Together(List.copyOf(commands));
    }
    if (kind < 86) {
      return new Step.Wait(time());
    }
    return byOwner(model);
  }

  private Step byOwner(SlowVouchers model) {
    int campaign = random.nextInt(model.book.plans.size());
    return switch (random.nextInt(7)) {
      case 0, 1 -> become(model, campaign);
      case 2, 3 -> bound(model, campaign);
      case 4, 5 -> new Step.Block(holder(), random.nextInt(3) == 0);
      default -> new Step.Spend(0, Math.max(1, model.book.wallet(0)));
    };
  }

  private Step become(SlowVouchers model, int campaign) {
    CampaignStatus now = model.statuses.get(campaign);
    if (now == CampaignStatus.ENDED) {
      return new Step.EndDue(campaign);
    }
    return new Step.Become(
        campaign,
        now == CampaignStatus.PAUSED
            ? CampaignStatus.ACTIVE
            : seldom(3) ? CampaignStatus.ENDED : CampaignStatus.PAUSED);
  }

  /** Limits are never stated below what was used of them. */
  private Step bound(SlowVouchers model, int campaign) {
    Plan.Bounds wanted = bounds(model.book.plans.get(campaign));
    SlowLedger book = model.book;
    long uses = book.sum(campaign, book::usesOf) + book.sum(campaign, book::reservationsOf);
    long spent = book.sum(campaign, book::spentOf) + book.sum(campaign, book::keptOf);
    long byVoucher =
        book.vouchersOf(campaign)
            .mapToLong(each -> book.usesOf(each) + book.reservationsOf(each))
            .max()
            .orElse(0);
    long byHolder =
        SlowVouchers.HOLDERS.stream()
            .mapToLong(name -> book.usesBy(campaign, name) + book.reservationsBy(campaign, name))
            .max()
            .orElse(0);
    return new Step.Bound(
        campaign,
        new Plan.Bounds(
            atLeast(wanted.uses(), uses),
            atLeast(wanted.perVoucher(), byVoucher),
            atLeast(wanted.perHolder(), byHolder),
            atLeast(wanted.budget(), spent)));
  }

  private static long atLeast(long wanted, long used) {
    return wanted == 0 ? 0 : Math.max(wanted, used);
  }

  private Command command(SlowVouchers model) {
    SlowLedger book = model.book;
    int kind = random.nextInt(100);
    if (kind < 44) {
      return redeem(model);
    }
    if (kind < 58) {
      OptionalInt voucher = voucher(model);
      return new Step.Reserve(
          voucher, use(model, voucher), Duration.ofMinutes(random.nextInt(1, 3_000)));
    }
    if (kind < 70 && !book.redeemed.isEmpty()) {
      OptionalLong amount =
          random.nextBoolean()
              ? OptionalLong.empty()
              : OptionalLong.of(random.nextLong(1, MOST / 2));
      return new Step.GiveBack(random.nextInt(book.redeemed.size()), amount);
    }
    if (kind < 76 && !book.reserved.isEmpty()) {
      return new Step.GiveUp(random.nextInt(book.reserved.size()));
    }
    int any = random.nextInt(book.issued.size());
    boolean giftCard = book.planOf(any).hasParts();
    if (kind < 82 && (giftCard || seldom(4))) {
      return new Step.TopUp(any, random.nextLong(1, MOST), seldom(6) ? "EUR" : "GBP");
    }
    if (kind < 88) {
      return new Step.Disable(any, seldom(5));
    }
    if (kind < 92) {
      return new Step.Collect(any);
    }
    int campaign = random.nextInt(book.plans.size());
    return kind < 96
        ? new Step.Publish(campaign, holder(), oneOf(List.of("s1", "s2", "s3")))
        : issue(model);
  }

  Step.Issue issue(SlowVouchers model) {
    int campaign = random.nextInt(model.book.plans.size());
    boolean carries = model.book.plans.get(campaign).carries();
    return new Step.Issue(
        campaign,
        seldom(5) ? Optional.of(holder()) : Optional.empty(),
        (carries && seldom(3)) || seldom(20)
            ? OptionalLong.of(random.nextLong(1, MOST))
            : OptionalLong.empty(),
        seldom(5) ? OptionalInt.of(random.nextInt(1, 100)) : OptionalInt.empty());
  }

  private Command redeem(SlowVouchers model) {
    List<Integer> open = model.book.open().boxed().toList();
    OptionalInt reservation = OptionalInt.empty();
    OptionalInt voucher = voucher(model);
    if (!open.isEmpty() && random.nextInt(3) == 0) {
      int own = seldom(8) ? random.nextInt(model.book.reserved.size()) : oneOf(open);
      reservation = OptionalInt.of(own);
      voucher = seldom(12) ? voucher : OptionalInt.of(model.book.reserved.get(own).voucher());
    }
    boolean credit = voucher.isPresent() && model.book.planOf(voucher.getAsInt()).credits();
    OptionalInt wallet =
        credit != seldom(20)
            ? OptionalInt.of(seldom(5) ? random.nextInt(1, SlowVouchers.WALLETS) : 0)
            : OptionalInt.empty();
    return new Step.Redeem(voucher, use(model, voucher), wallet, reservation);
  }

  private OptionalInt voucher(SlowVouchers model) {
    return seldom(40)
        ? OptionalInt.empty()
        : OptionalInt.of(random.nextInt(model.book.issued.size()));
  }

  /** A use that mostly makes sense. */
  private VoucherUse use(SlowVouchers model, OptionalInt voucher) {
    boolean discount = voucher.isPresent() && !model.book.planOf(voucher.getAsInt()).carries();
    Optional<Order> order =
        seldom(discount ? 25 : 3)
            ? Optional.empty()
            : Optional.of(
                new Order(
                    seldom(2) ? Optional.of(oneOf(List.of("o1", "o2"))) : Optional.empty(),
                    random.nextLong(1, 2 * MOST),
                    seldom(15) ? "EUR" : "GBP",
                    List.of(),
                    Map.of()));
    Optional<String> owner =
        voucher.isPresent() ? model.book.holder(voucher.getAsInt()) : Optional.empty();
    return new VoucherUse(
        owner.isPresent() && !seldom(6)
            ? owner
            : seldom(5) ? Optional.empty() : Optional.of(holder()),
        seldom(4) ? Optional.of(oneOf(List.of("north", "south", "west"))) : Optional.empty(),
        order,
        seldom(discount ? 25 : 3)
            ? OptionalLong.of(random.nextLong(1, MOST))
            : OptionalLong.empty(),
        Map.of());
  }

  private Duration time() {
    return switch (random.nextInt(4)) {
      case 0 -> Duration.ofMinutes(random.nextInt(1, 120));
      case 1, 2 -> Duration.ofMinutes(random.nextInt(1, 48 * 60));
      default -> Duration.ofHours(random.nextInt(1, 24 * 6));
    };
  }

  private String holder() {
    return oneOf(SlowVouchers.HOLDERS);
  }

  private boolean seldom(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
