package io.spendhub.vouchers.redemptions.command;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spendhub.identity.OwnerType;
import io.spendhub.ledger.MoneyHandler.Decisions;
import io.spendhub.ledger.MoneyHandler.Loaded;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.platform.audit.Origin;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.platform.idempotency.Outcome.Failed;
import io.spendhub.shared.Later;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.domain.CodeRoom;
import io.spendhub.vouchers.people.domain.HolderState;
import io.spendhub.vouchers.people.domain.ShopDirectory;
import io.spendhub.vouchers.redemptions.RedemptionView;
import io.spendhub.vouchers.redemptions.ReservationView;
import io.spendhub.vouchers.redemptions.RollbackView;
import io.spendhub.vouchers.redemptions.VoucherCommand;
import io.spendhub.vouchers.redemptions.VoucherCommand.ExpireReservations;
import io.spendhub.vouchers.redemptions.VoucherCommand.IssueVoucher;
import io.spendhub.vouchers.redemptions.VoucherCommand.RedemptionPlace;
import io.spendhub.vouchers.redemptions.VoucherCommand.ReleaseExpired;
import io.spendhub.vouchers.redemptions.VoucherCommand.ReleaseReservation;
import io.spendhub.vouchers.redemptions.VoucherCommand.RollBack;
import io.spendhub.vouchers.redemptions.VoucherCommand.SetVoucherStatus;
import io.spendhub.vouchers.redemptions.VoucherCommand.TopUpVoucher;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.command.Answer.CampaignTally;
import io.spendhub.vouchers.redemptions.command.Answer.State;
import io.spendhub.vouchers.redemptions.command.Answer.VoucherTally;
import io.spendhub.vouchers.redemptions.command.Step.Command;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.RedemptionPolicy;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletStatus;
import io.spendhub.wallets.Wallets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The product's decisions on vouchers, with maps in the place of its tables. */
final class InMemoryVouchers {
  private static final Origin SERVICE = Origin.ofService("history");

  private static final String REQUEST = "request-1";
  private static final List<WalletState> WALLETS =
      List.of(
          new WalletState(new UUID(7, 0), WalletStatus.ACTIVE, "GBP"),
          new WalletState(new UUID(7, 1), WalletStatus.FROZEN, "EUR"),
          new WalletState(new UUID(7, 2), WalletStatus.CLOSED, "GBP"));

  private static final VoucherMetrics METRICS = new VoucherMetrics(new SimpleMeterRegistry());

  private final InMemoryVoucherLog log = new InMemoryVoucherLog();
  private final Map<UUID, Long> accounts = new HashMap<>();
  private final List<Plan> plans;
  private Instant now;
  private int codes;

  /** Some campaigns, which are active, and shops of which one takes all and one the first only. */
  InMemoryVouchers(List<Plan> plans, List<Plan.Bounds> bounds, boolean shops, Instant now) {
    this.plans = plans;
    this.now = now;
    for (int i = 0; i < plans.size(); i++) {
      UUID id = campaign(i);
      log.usage.put(id, new CampaignUsage(0, 0, 0, 0, 0, 0, Optional.empty()));
      put(i, CampaignStatus.ACTIVE, bounds.get(i));
    }
    Map<String, Optional<Set<UUID>>> told =
        Map.of("north", Optional.empty(), "south", Optional.of(Set.of(campaign(0))));
    log.shops = new ShopDirectory(shops, shops ? told : Map.of());
  }

  private void put(int place, CampaignStatus status, Plan.Bounds bounds) {
    Plan plan = plans.get(place);
    UUID id = campaign(place);
    log.campaigns.put(
        id, new CampaignState(id, "Any", plan.type(), status, "GBP", plan.terms(bounds)));
  }

  List<Answer> take(Step step) {
    switch (step) {
      case Command command -> {
        return decide(List.of(command));
      }
      case Step.Together(List<Command> commands) -> {
        return decide(commands);
      }
      case Step.Become(int campaign, CampaignStatus status) -> {
        CampaignState before = Objects.requireNonNull(log.campaigns.get(campaign(campaign)));
        log.campaigns.put(
            before.id(),
            new CampaignState(before.id(), "Any", before.type(), status, "GBP", before.terms()));
      }
      case Step.Bound(int campaign, Plan.Bounds bounds) ->
          put(
              campaign,
              Objects.requireNonNull(log.campaigns.get(campaign(campaign))).status(),
              bounds);
      case Step.Block(String holder, boolean blocked) ->
          log.holders.put(holder, new HolderState(blocked, Map.of()));
      case Step.Spend(int wallet, long amount) ->
          accounts.merge(WALLETS.get(wallet).id(), -amount, Math::addExact);
      case Step.Wait(Duration time) -> now = now.plus(time);
    }
    return List.of();
  }

  /** Decides commands in one transaction. */
  private List<Answer> decide(List<Command> steps) {
    VoucherJournal journal = new VoucherJournal(accounts, now);
    VoucherHandler handler =
        new VoucherHandler(new VoucherBooks(log, METRICS), new AnyRoom(), new TheWallets());
    List<VoucherCommand> commands = steps.stream().map(this::command).toList();
    Loaded<VoucherCommand> loaded = handler.load(journal, commands);
    List<Answer> answers = new ArrayList<>();
    for (VoucherCommand command : commands) {
      answers.add(decided(loaded.decisions(), command, journal));
    }
    loaded.save().run();
    return answers;
  }

  private static Answer decided(
      Decisions<VoucherCommand> decisions, VoucherCommand command, VoucherJournal journal) {
    int before = journal.transfers();
    try {
      Outcome<Object> outcome = journal.undo().attempt(() -> decisions.decide(command, REQUEST));
      if (!(outcome instanceof Done<Object> done)) {
        return Answer.failed(((Refusal) ((Failed<Object>) outcome).body()).code());
      }
      return switch (done.body()) {
        case RedemptionView view ->
            Answer.done(view.amount().orElse(0) + view.discountAmount().orElse(0));
        case ReservationView view ->
            Answer.done(view.amount().orElse(0) + view.discountAmount().orElse(0));
        case RollbackView view -> Answer.done(view.amount());
        default -> Answer.DONE;
      };
    } catch (Refusal refusal) {
      if (journal.transfers() > before) {
        throw new AssertionError("what was refused has moved money", refusal);
      }
      return Answer.failed(refusal.code());
    }
  }

  private VoucherCommand command(Command step) {
    return switch (step) {
      case Step.Redeem redeem ->
          new VoucherCommand.Redeem(
              place(redeem.voucher()),
              redeem.use(),
              redeem.wallet().isPresent()
                  ? Optional.of(new UUID(7, redeem.wallet().getAsInt()))
                  : Optional.empty(),
              redeem.reservation().isPresent()
                  ? Optional.of(reservation(redeem.reservation().getAsInt()).id())
                  : Optional.empty());
      case Step.Reserve(OptionalInt voucher, var use, Duration keptFor) ->
          new VoucherCommand.Reserve(place(voucher), use, keptFor);
      case Step.GiveBack(int place, var amount) -> {
        Redemption redemption = at(log.redemptions, place);
        VoucherPlace voucher = new VoucherPlace(redemption.campaignId(), redemption.voucherId());
        yield new RollBack(
            redemption.id(), new RedemptionPlace(voucher, redemption.walletId()), amount);
      }
      case Step.GiveUp(int place) -> {
        Reservation reservation = reservation(place);
        yield new ReleaseReservation(
            reservation.id(), new VoucherPlace(reservation.campaignId(), reservation.voucherId()));
      }
      case Step.TopUp(int voucher, long amount, String currency) ->
          new TopUpVoucher(place(voucher), amount, currency);
      case Step.Disable(int voucher, boolean disabled) ->
          new SetVoucherStatus(
              place(voucher), disabled ? VoucherStatus.DISABLED : VoucherStatus.ACTIVE, SERVICE);
      case Step.Issue issue -> issuing(issue);
      case Step.Publish(int campaign, String holder, String source) ->
          new VoucherCommand.Publish(
              campaign(campaign), holder, source, issuing(spareOf(campaign)));
      case Step.Collect(int voucher) ->
          new ReleaseExpired(place(voucher).campaignId(), List.of(place(voucher).voucherId()));
      case Step.EndDue(int campaign) -> new ExpireReservations(campaign(campaign));
    };
  }

  private static Step.Issue spareOf(int campaign) {
    return new Step.Issue(campaign, Optional.empty(), OptionalLong.empty(), OptionalInt.empty());
  }

  private IssueVoucher issuing(Step.Issue issue) {
    String code = "CODE" + codes++;
    return new IssueVoucher(
        campaign(issue.campaign()),
        code,
        code,
        List.of(code),
        true,
        false,
        issue.holder(),
        issue.amount(),
        issue.validHours().isPresent()
            ? Optional.of(now.plus(Duration.ofHours(issue.validHours().getAsInt())))
            : Optional.empty(),
        SERVICE);
  }

  private static UUID campaign(int place) {
    return new UUID(8, place);
  }

  private Optional<VoucherPlace> place(OptionalInt voucher) {
    return voucher.isPresent() ? Optional.of(place(voucher.getAsInt())) : Optional.empty();
  }

  private VoucherPlace place(int voucher) {
    Voucher found = at(log.vouchers, voucher);
    return new VoucherPlace(found.campaignId(), found.id());
  }

  private Reservation reservation(int place) {
    return at(log.reservations, place);
  }

  private static <V> V at(Map<UUID, V> all, int place) {
    return List.copyOf(all.values()).get(place);
  }

  State state() {
    return new State(
        log.campaigns.keySet().stream().map(this::tally).toList(),
        log.vouchers.values().stream().map(this::tally).toList(),
        log.redemptions.values().stream().map(Redemption::kept).toList(),
        log.reservations.values().stream()
            .map(each -> each.status() == Reservation.Status.ACTIVE)
            .toList(),
        WALLETS.stream().map(wallet -> posted(wallet.id())).toList(),
        posted(VoucherJournal.system(SystemAccount.VOUCHER_LIABILITY)),
        posted(VoucherJournal.system(SystemAccount.VOUCHER_SETTLEMENT)));
  }

  private CampaignTally tally(UUID id) {
    CampaignUsage usage = Objects.requireNonNull(log.usage.get(id));
    Map<String, List<Long>> holders = new TreeMap<>();
    log.holderUsage.forEach(
        (key, used) -> {
          if (key.campaignId().equals(id) && used.redemptions() + used.reserved() != 0) {
            holders.put(key.holder(), List.of(used.redemptions(), used.reserved()));
          }
        });
    return new CampaignTally(
        usage.issued(),
        usage.redemptions(),
        usage.reserved(),
        usage.spentAmount(),
        usage.reservedAmount(),
        usage.openAmount(),
        posted(id),
        holders);
  }

  private VoucherTally tally(Voucher voucher) {
    CampaignState campaign = Objects.requireNonNull(log.campaigns.get(voucher.campaignId()));
    return new VoucherTally(
        voucher.status() == VoucherStatus.DISABLED,
        voucher.holder(),
        voucher.amount(),
        voucher.balance(),
        voucher.reservedAmount(),
        voucher.redemptions(),
        voucher.reserved(),
        RedemptionPolicy.hasExpired(campaign, voucher, now));
  }

  private long posted(UUID account) {
    return accounts.getOrDefault(account, 0L);
  }

  private static final class TheWallets implements Wallets {
    @Override
    public Later<Map<UUID, WalletState>> states(UUID organizationId, Collection<UUID> walletIds) {
      Map<UUID, WalletState> found = new HashMap<>();
      WALLETS.stream()
          .filter(wallet -> walletIds.contains(wallet.id()))
          .forEach(wallet -> found.put(wallet.id(), wallet));
      return Later.of(found);
    }

    @Override
    public boolean exist(UUID organizationId, Collection<UUID> walletIds) {
      throw new UnsupportedOperationException("the service asks before the transaction");
    }

    @Override
    public List<UUID> ownedBy(UUID organizationId, OwnerType type, UUID ownerId) {
      throw new UnsupportedOperationException("vouchers do not ask");
    }
  }

  /** Codes of these histories are chosen, and need no room. */
  private static final class AnyRoom implements CodeRoom {
    @Override
    public long taken(UUID organizationId, CodeFormat format) {
      return 0;
    }

    @Override
    public void drawn(UUID organizationId, CodeFormat format, long codes) {
      // Nobody asks.
    }
  }
}
