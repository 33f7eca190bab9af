package io.spendhub.vouchers.redemptions.command;

import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.redemptions.command.Answer.CampaignTally;
import io.spendhub.vouchers.redemptions.command.Answer.State;
import io.spendhub.vouchers.redemptions.command.Answer.VoucherTally;
import io.spendhub.vouchers.redemptions.command.SlowLedger.Given;
import io.spendhub.vouchers.redemptions.command.SlowLedger.Issued;
import io.spendhub.vouchers.redemptions.command.SlowLedger.Moved;
import io.spendhub.vouchers.redemptions.command.SlowLedger.Redeemed;
import io.spendhub.vouchers.redemptions.command.SlowLedger.Reserved;
import io.spendhub.vouchers.redemptions.command.Step.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What becomes of vouchers, as somebody works it out who has all the time of the world. */
final class SlowVouchers {
  static final List<String> HOLDERS = List.of("ann", "bob", "eve");
  static final int WALLETS = 3;

  final SlowLedger book;
  final List<CampaignStatus> statuses;
  final List<Plan.Bounds> bounds;
  final Set<String> blocked = new HashSet<>();
  private final SlowRules rules;
  private Instant now;

  SlowVouchers(List<Plan> plans, List<Plan.Bounds> bounds, boolean shops, Instant now) {
    this.book = new SlowLedger(plans);
    this.bounds = new ArrayList<>(bounds);
    this.statuses = new ArrayList<>(plans.stream().map(plan -> CampaignStatus.ACTIVE).toList());
    this.rules = new SlowRules(this, shops);
    this.now = now;
  }

  Instant now() {
    return now;
  }

  List<Answer> take(Step step) {
    switch (step) {
      case Command command -> {
        return decide(List.of(command));
      }
      case Step.Together(List<Command> commands) -> {
        return decide(commands);
      }
      case Step.Become(int campaign, CampaignStatus status) -> statuses.set(campaign, status);
      case Step.Bound(int campaign, Plan.Bounds bound) -> bounds.set(campaign, bound);
      case Step.Block(String holder, boolean block) -> {
        blocked.remove(holder);
        if (block) {
          blocked.add(holder);
        }
      }
      case Step.Spend(int wallet, long amount) -> book.spent.add(new Moved(wallet, amount));
      case Step.Wait(Duration time) -> now = now.plus(time);
    }
    return List.of();
  }

  private List<Answer> decide(List<Command> commands) {
    for (Command command : commands) {
      campaignOf(command).ifPresent(this::endDue);
    }
    return commands.stream().map(this::decide).toList();
  }

  private void endDue(int campaign) {
    book.open()
        .filter(each -> book.campaignOf(book.reserved.get(each).voucher()) == campaign)
        .filter(each -> !now.isBefore(book.reserved.get(each).until()))
        .boxed()
        .toList()
        .forEach(book.endedReservations::add);
  }

  private OptionalInt campaignOf(Command command) {
    return switch (command) {
      case Step.Redeem redeem -> campaignOf(redeem.voucher());
      case Step.Reserve reserve -> campaignOf(reserve.voucher());
      case Step.GiveBack back ->
          campaignOf(OptionalInt.of(book.redeemed.get(back.redemption()).voucher()));
      case Step.GiveUp up ->
          campaignOf(OptionalInt.of(book.reserved.get(up.reservation()).voucher()));
      case Step.TopUp up -> campaignOf(OptionalInt.of(up.voucher()));
      case Step.Disable disable -> campaignOf(OptionalInt.of(disable.voucher()));
      case Step.Collect collect -> campaignOf(OptionalInt.of(collect.voucher()));
      case Step.Issue issue -> OptionalInt.of(issue.campaign());
      case Step.Publish publish -> OptionalInt.of(publish.campaign());
      case Step.EndDue due -> OptionalInt.of(due.campaign());
    };
  }

  private OptionalInt campaignOf(OptionalInt voucher) {
    return voucher.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(book.campaignOf(voucher.getAsInt()));
  }

  private Answer decide(Command command) {
    return switch (command) {
      case Step.Redeem redeem -> redeem(redeem);
      case Step.Reserve reserve -> reserve(reserve);
      case Step.GiveBack(int redemption, OptionalLong amount) -> giveBack(redemption, amount);
      case Step.GiveUp(int reservation) -> giveUp(reservation);
      case Step.TopUp(int voucher, long amount, String currency) ->
          topUp(voucher, amount, currency);
      case Step.Disable(int voucher, boolean disable) -> {
        book.disabled.remove(voucher);
        if (disable) {
          book.disabled.add(voucher);
        }
        yield Answer.DONE;
      }
      case Step.Issue issue -> issue(issue);
      case Step.Publish publish -> publish(publish);
      case Step.Collect(int voucher) -> {
        collect(voucher);
        yield Answer.DONE;
      }
      case Step.EndDue due -> Answer.DONE;
    };
  }

  private Answer redeem(Step.Redeem redeem) {
    if (redeem.voucher().isEmpty()) {
      return Answer.failed("voucher_not_found");
    }
    int voucher = redeem.voucher().getAsInt();
    VoucherUse use = redeem.use();
    if (redeem.reservation().isPresent()) {
      int own = redeem.reservation().getAsInt();
      Reserved reservation = book.reserved.get(own);
      if (reservation.voucher() != voucher) {
        return Answer.failed("reservation_not_found");
      }
      if (!book.isOpen(own)) {
        return Answer.failed("reservation_ended");
      }
      VoucherUse then = reservation.use();
      use =
          new VoucherUse(
              use.holder().isPresent() ? use.holder() : then.holder(),
              use.shop().isPresent() ? use.shop() : then.shop(),
              use.order().isPresent() ? use.order() : then.order(),
              use.amount().isPresent() ? use.amount() : then.amount(),
              Map.of());
    }
    boolean credit = book.planOf(voucher).credits();
    if (credit != redeem.wallet().isPresent()) {
      return Answer.failed(credit ? "wallet_required" : "wallet_not_allowed");
    }
    if (redeem.wallet().equals(OptionalInt.of(2))) {
      return Answer.failed("wallet_closed");
    }
    boolean foreign = redeem.wallet().equals(OptionalInt.of(1));
    Answer answer = rules.decide(voucher, use, redeem.reservation(), foreign);
    if (answer.code().equals("done")) {
      redeem.reservation().ifPresent(book.redeemedReservations::add);
      book.redeemed.add(
          new Redeemed(
              voucher, use.holder(), SlowLedger.orderOf(use), answer.amount(), redeem.wallet()));
    }
    return answer;
  }

  private Answer reserve(Step.Reserve reserve) {
    if (reserve.voucher().isEmpty()) {
      return Answer.failed("voucher_not_found");
    }
    int voucher = reserve.voucher().getAsInt();
    Answer answer = rules.decide(voucher, reserve.use(), OptionalInt.empty(), false);
    if (answer.code().equals("done")) {
      book.reserved.add(
          new Reserved(voucher, reserve.use(), answer.amount(), now.plus(reserve.keptFor())));
    }
    return answer;
  }

  private Answer giveBack(int redemption, OptionalLong asked) {
    Redeemed made = book.redeemed.get(redemption);
    if (book.isReturned(redemption)) {
      return Answer.failed("already_rolled_back");
    }
    long amount = asked.orElse(book.kept(redemption));
    if (amount > book.kept(redemption)) {
      return Answer.failed("rollback_exceeds_redeemed");
    }
    if (made.wallet().isPresent() && book.wallet(made.wallet().getAsInt()) < amount) {
      return Answer.failed("balance_insufficient");
    }
    book.givenBack.add(new Moved(redemption, amount));
    collect(made.voucher());
    return Answer.done(amount);
  }

  private Answer giveUp(int reservation) {
    if (book.redeemedReservations.contains(reservation)) {
      return Answer.failed("reservation_ended");
    }
    book.endedReservations.add(reservation);
    return Answer.done(book.reserved.get(reservation).amount());
  }

  private Answer topUp(int voucher, long amount, String currency) {
    if (!book.planOf(voucher).hasParts()) {
      return Answer.failed("not_a_gift_card");
    }
    if (!currency.equals("GBP")) {
      return Answer.failed("currency_mismatch");
    }
    if (hasExpired(voucher)) {
      return Answer.failed("voucher_expired");
    }
    book.topUps.add(new Moved(voucher, amount));
    return Answer.DONE;
  }

  private Answer issue(Step.Issue issue) {
    Plan plan = book.plans.get(issue.campaign());
    if (statuses.get(issue.campaign()) == CampaignStatus.ENDED) {
      return Answer.failed("campaign_ended");
    }
    if (!plan.carries() && issue.amount().isPresent()) {
      return Answer.failed("amount_not_allowed");
    }
    Optional<Instant> end =
        issue.validHours().isPresent()
            ? Optional.of(now.plus(Duration.ofHours(issue.validHours().getAsInt())))
            : Optional.empty();
    long carried = plan.carries() ? plan.value() : 0;
    book.issued.add(new Issued(issue.campaign(), issue.amount().orElse(carried), end));
    issue.holder().ifPresent(name -> give(book.issued.size() - 1, name, Optional.empty()));
    return Answer.DONE;
  }

  private void give(int voucher, String holder, Optional<String> source) {
    int days = book.planOf(voucher).validDays();
    Optional<Instant> until =
        days > 0 ? Optional.of(now.plus(Duration.ofDays(days))) : Optional.empty();
    book.given.add(new Given(voucher, holder, until, source));
  }

  private Answer publish(Step.Publish publish) {
    Optional<Given> earlier =
        publications(publish.campaign())
            .filter(each -> each.source().equals(Optional.of(publish.source())))
            .findFirst();
    if (earlier.isPresent()) {
      return earlier.get().holder().equals(publish.holder())
          ? Answer.DONE
          : Answer.failed("source_id_reused");
    }
    if (statuses.get(publish.campaign()) == CampaignStatus.ENDED) {
      return Answer.failed("campaign_ended");
    }
    if (isOver(book.plans.get(publish.campaign()).endsAt())) {
      return Answer.failed("campaign_over");
    }
    int last = publications(publish.campaign()).mapToInt(Given::voucher).max().orElse(-1);
    OptionalInt free =
        book.vouchersOf(publish.campaign())
            .filter(each -> each > last && book.holder(each).isEmpty())
            .filter(each -> book.usesOf(each) == 0 && book.reservationsOf(each) == 0)
            .filter(each -> !book.disabled.contains(each))
            .findFirst();
    if (free.isEmpty()) {
      issue(
          new Step.Issue(
              publish.campaign(), Optional.empty(), OptionalLong.empty(), OptionalInt.empty()));
    }
    give(free.orElse(book.issued.size() - 1), publish.holder(), Optional.of(publish.source()));
    return Answer.DONE;
  }

  private Stream<Given> publications(int campaign) {
    return book.given.stream()
        .filter(each -> each.source().isPresent() && book.campaignOf(each.voucher()) == campaign);
  }

  boolean hasExpired(int voucher) {
    int campaign = book.campaignOf(voucher);
    return statuses.get(campaign) == CampaignStatus.ENDED
        || isOver(book.plans.get(campaign).endsAt())
        || isOver(book.expiresAt(voucher));
  }

  private boolean isOver(Optional<Instant> end) {
    return end.isPresent() && !now.isBefore(end.get());
  }

  private void collect(int voucher) {
    if (book.carries(voucher) && hasExpired(voucher)) {
      book.collected.add(new Moved(voucher, book.free(voucher)));
    }
  }

  State state() {
    List<CampaignTally> campaigns =
        IntStream.range(0, book.plans.size()).mapToObj(this::campaign).toList();
    long liability = 0;
    long shops = 0;
    for (int voucher = 0; voucher < book.issued.size(); voucher++) {
      liability += book.balance(voucher);
      boolean credit = book.planOf(voucher).credits();
      shops += credit ? 0 : book.spentOf(voucher);
    }
    return new State(
        campaigns,
        IntStream.range(0, book.issued.size()).mapToObj(this::voucher).toList(),
        book.redemptions().mapToObj(book::kept).toList(),
        IntStream.range(0, book.reserved.size()).mapToObj(book::isOpen).toList(),
        IntStream.range(0, WALLETS).mapToObj(book::wallet).toList(),
        liability,
        shops);
  }

  private CampaignTally campaign(int campaign) {
    boolean carries = book.plans.get(campaign).carries();
    long spent = book.sum(campaign, book::spentOf);
    Map<String, List<Long>> holders = new TreeMap<>();
    for (String name : HOLDERS) {
      long uses = book.usesBy(campaign, name);
      long kept = book.reservationsBy(campaign, name);
      if (uses + kept > 0) {
        holders.put(name, List.of(uses, kept));
      }
    }
    return new CampaignTally(
        book.vouchersOf(campaign).count(),
        book.sum(campaign, book::usesOf),
        book.sum(campaign, book::reservationsOf),
        spent,
        book.sum(campaign, book::keptOf),
        book.sum(campaign, book::balance),
        carries ? -spent - book.sum(campaign, book::balance) : -spent,
        holders);
  }

  private VoucherTally voucher(int voucher) {
    boolean carries = book.carries(voucher);
    return new VoucherTally(
        book.disabled.contains(voucher),
        book.holder(voucher),
        carries ? book.amount(voucher) : 0,
        book.balance(voucher),
        carries ? book.keptOf(voucher) : 0,
        book.usesOf(voucher),
        book.reservationsOf(voucher),
        hasExpired(voucher));
  }
}
