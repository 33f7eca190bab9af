package io.spendhub.authorizations.command;

import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.command.Answer.State;
import io.spendhub.authorizations.command.Fact.Bought;
import io.spendhub.authorizations.command.Fact.CardBecame;
import io.spendhub.authorizations.command.Fact.Controlled;
import io.spendhub.authorizations.command.Fact.Happened;
import io.spendhub.authorizations.command.Fact.HolderBecame;
import io.spendhub.authorizations.command.Fact.Issued;
import io.spendhub.authorizations.command.Fact.Limited;
import io.spendhub.authorizations.command.Fact.Moved;
import io.spendhub.authorizations.command.Fact.WalletBecame;
import io.spendhub.authorizations.command.SlowRules.Objection;
import io.spendhub.authorizations.command.SlowRules.Question;
import io.spendhub.authorizations.command.Step.Buy;
import io.spendhub.authorizations.command.Step.ChangeCard;
import io.spendhub.authorizations.command.Step.ChangeHolder;
import io.spendhub.authorizations.command.Step.ChangeWallet;
import io.spendhub.authorizations.command.Step.Clear;
import io.spendhub.authorizations.command.Step.Control;
import io.spendhub.authorizations.command.Step.Credit;
import io.spendhub.authorizations.command.Step.Expire;
import io.spendhub.authorizations.command.Step.ForcePost;
import io.spendhub.authorizations.command.Step.Increase;
import io.spendhub.authorizations.command.Step.Life;
import io.spendhub.authorizations.command.Step.Limit;
import io.spendhub.authorizations.command.Step.Refund;
import io.spendhub.authorizations.command.Step.Replace;
import io.spendhub.authorizations.command.Step.Reverse;
import io.spendhub.authorizations.command.Step.TopUp;
import io.spendhub.authorizations.command.Step.Wait;
import io.spendhub.authorizations.command.Step.Withdraw;
import io.spendhub.authorizations.domain.UnitByUnit;
import io.spendhub.authorizations.domain.UnitByUnit.Beginning;
import io.spendhub.authorizations.domain.UnitByUnit.Move;
import io.spendhub.authorizations.domain.UnitByUnit.Unit;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitUsageView;
import io.spendhub.limits.LimitWindow;
import io.spendhub.wallets.WalletStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A spend platform without balances, counters or statuses: it knows only what has happened. */
final class SlowService {
  private final SlowHistory history = new SlowHistory();
  private final SlowRules rules = new SlowRules(history);
  private final Map<Integer, Instant> expiries = new HashMap<>();
  private Instant now;

  SlowService(Instant now) {
    this.now = now;
  }

  SlowHistory history() {
    return history;
  }

  Instant now() {
    return now;
  }

  void issue(CardType type, Optional<YearMonth> expiry) {
    int card = history.cards();
    history.add(new Issued(card, card, type, expiry));
  }

  Answer take(Step step) {
    return switch (step) {
      case Buy buy -> buy(buy);
      case ForcePost force -> forcePost(force);
      case Credit(int card, long amount, String currency) ->
          currency.equals("GBP") ? noted(new Moved(amount)) : Answer.refused("currency_mismatch");
      case Increase increase -> increase(increase);
      case Clear(int place, long amount, boolean last) ->
          happen(place, last ? UnitByUnit.Step.LAST_CLEARING : UnitByUnit.Step.CLEARING, amount);
      case Reverse(int place, long amount) -> happen(place, UnitByUnit.Step.REVERSAL, amount);
      case Refund(int place, long amount) -> happen(place, UnitByUnit.Step.REFUND, amount);
      case Expire(int place) -> expire(place);
      case TopUp(long amount) -> topUp(amount);
      case Withdraw(long amount) -> withdraw(amount);
      case ChangeWallet(Life to) -> changeWallet(to);
      case ChangeCard(int card, Life to) -> changeCard(card, to);
      case ChangeHolder(boolean active) -> noted(new HolderBecame(active));
      case Replace(int card, Optional<YearMonth> expiry) -> replace(card, expiry);
      case Limit(OptionalInt card, List<LimitSpec> limits) ->
          noted(new Limited(line(card), limits));
      case Control(int card, var controls) -> noted(new Controlled(card, controls));
      case Wait(Duration time) -> {
        now = now.plus(time);
        yield Answer.done();
      }
    };
  }

  private OptionalInt line(OptionalInt card) {
    return card.isEmpty() ? card : OptionalInt.of(history.card(card.getAsInt()).line());
  }

  private Answer noted(Fact fact) {
    history.add(fact);
    return Answer.done();
  }

  private Answer buy(Buy buy) {
    Instant at = buy.occurredAt().orElse(now);
    Question whole =
        new Question(
            buy.card(), buy.amount(), buy.currency(), buy.merchant(), now, at, at, 0, false);
    long part = buy.partially() ? rules.affordable(whole) : buy.amount();
    Question asked = part > 0 ? whole.of(part) : whole;
    List<Objection> objections = rules.objections(asked);
    int place = history.authorizations();
    Beginning done = buy.amount() == 0 ? Beginning.VERIFIED : Beginning.APPROVED;
    Beginning how = objections.isEmpty() ? done : Beginning.DECLINED;
    history.add(new Bought(place, buy.card(), buy.merchant(), how, asked.amount(), at));
    if (how == Beginning.APPROVED) {
      int days =
          buy.merchant().mcc().map(mcc -> SlowRules.HOLD_DAYS.getOrDefault(mcc, 7)).orElse(7);
      expiries.put(place, now.plus(Duration.ofDays(days)));
    }
    Optional<Objection> first = objections.stream().findFirst();
    return new Answer(
        Optional.empty(),
        first.map(objection -> objection.code().code()),
        first.flatMap(Objection::detail),
        objections.stream().map(SlowService::told).toList(),
        Optional.of(history.amounts(place)),
        Optional.ofNullable(expiries.get(place)),
        false,
        false);
  }

  static String told(Objection objection) {
    return objection.code().code() + objection.detail();
  }

  private Answer forcePost(ForcePost force) {
    if (!force.currency().equals("GBP")) {
      return Answer.refused("currency_mismatch");
    }
    long before = history.available();
    int place = history.authorizations();
    Instant at = force.occurredAt().orElse(now);
    history.add(
        new Bought(
            place, force.card(), force.merchant(), Beginning.FORCE_POSTED, force.amount(), at));
    return happened(place, Optional.empty(), before);
  }

  private Answer increase(Increase increase) {
    int place = increase.authorization();
    Bought bought = history.purchase(place);
    Question asked =
        new Question(
            bought.card(),
            increase.amount(),
            "GBP",
            bought.merchant(),
            now,
            increase.occurredAt().orElse(now),
            bought.countedAt(),
            history.counted(place),
            true);
    List<Objection> objections = rules.objections(asked);
    return happen(
        place,
        objections.isEmpty() ? UnitByUnit.Step.INCREMENT : UnitByUnit.Step.DECLINED_INCREMENT,
        increase.amount(),
        objections.stream().findFirst().map(Objection::code));
  }

  private Answer happen(int place, UnitByUnit.Step step, long amount) {
    return happen(place, step, amount, Optional.empty());
  }

  private Answer happen(
      int place, UnitByUnit.Step step, long amount, Optional<DeclineCode> decline) {
    long before = history.available();
    history.add(new Happened(place, new Move(step, Math.toIntExact(amount))));
    Optional<String> refusal = history.authorization(place).refusal();
    return refusal.isPresent()
        ? Answer.refused(refusal.get())
        : happened(place, decline.map(DeclineCode::code), before);
  }

  private Answer expire(int place) {
    long before = history.available();
    boolean due =
        Optional.ofNullable(expiries.get(place)).filter(end -> !now.isBefore(end)).isPresent();
    if (due && history.authorization(place).count(Unit.HELD) > 0) {
      history.add(new Happened(place, new Move(UnitByUnit.Step.EXPIRY, 1)));
    }
    return happened(place, Optional.empty(), before, false);
  }

  private Answer happened(int place, Optional<String> decline, long availableBefore) {
    return happened(place, decline, availableBefore, history.authorization(place).late());
  }

  private Answer happened(int place, Optional<String> decline, long availableBefore, boolean late) {
    return new Answer(
        Optional.empty(),
        decline,
        Optional.empty(),
        List.of(),
        Optional.of(history.amounts(place)),
        Optional.ofNullable(expiries.get(place)),
        late,
        availableBefore >= 0 && history.available() < 0);
  }

  private Answer topUp(long amount) {
    boolean closed = history.wallet() == WalletStatus.CLOSED;
    return closed && history.posted() + amount > 0
        ? Answer.refused("wallet_closed")
        : noted(new Moved(amount));
  }

  private Answer withdraw(long amount) {
    boolean awayFromZero = history.posted() - amount < 0;
    if (history.wallet() == WalletStatus.CLOSED && awayFromZero) {
      return Answer.refused("wallet_closed");
    }
    if (history.wallet() == WalletStatus.FROZEN) {
      return Answer.refused("wallet_frozen");
    }
    return history.available() < amount
        ? Answer.refused("insufficient_funds")
        : noted(new Moved(-amount));
  }

  private Answer changeWallet(Life to) {
    boolean closed = history.wallet() == WalletStatus.CLOSED;
    return switch (to) {
      case ACTIVATE -> throw new IllegalArgumentException("wallets begin as active");
      case FREEZE, UNFREEZE ->
          closed
              ? Answer.refused("wallet_closed")
              : noted(
                  new WalletBecame(to == Life.FREEZE ? WalletStatus.FROZEN : WalletStatus.ACTIVE));
      case CLOSE ->
          !closed && (history.posted() != 0 || history.held() != 0)
              ? Answer.refused("wallet_not_empty")
              : noted(new WalletBecame(WalletStatus.CLOSED));
    };
  }

  private Answer changeCard(int card, Life to) {
    CardStatus status = history.cardStatus(card);
    if (to == Life.CLOSE) {
      return noted(new CardBecame(card, CardStatus.CLOSED));
    }
    if (status == CardStatus.CLOSED) {
      return Answer.refused("card_closed");
    }
    if (to == Life.ACTIVATE) {
      return status == CardStatus.FROZEN
          ? Answer.refused("card_frozen")
          : noted(new CardBecame(card, CardStatus.ACTIVE));
    }
    return status == CardStatus.PENDING_ACTIVATION
        ? Answer.refused("card_not_activated")
        : noted(new CardBecame(card, to == Life.FREEZE ? CardStatus.FROZEN : CardStatus.ACTIVE));
  }

  private Answer replace(int card, Optional<YearMonth> expiry) {
    if (history.cardStatus(card) == CardStatus.CLOSED) {
      return Answer.refused("card_closed");
    }
    Issued old = history.card(card);
    int place = history.cards();
    history.add(new CardBecame(card, CardStatus.CLOSED));
    history.add(new Issued(place, old.line(), old.type(), expiry));
    history.add(new Controlled(place, history.controls(card)));
    return Answer.done();
  }

  State state() {
    List<List<LimitUsageView>> limits = new ArrayList<>();
    limits.add(usage(OptionalInt.empty()));
    IntStream.range(0, history.cards())
        .forEach(card -> limits.add(usage(line(OptionalInt.of(card)))));
    return new State(
        history.posted(),
        history.held(),
        history.wallet(),
        IntStream.range(0, history.cards()).mapToObj(history::cardStatus).toList(),
        IntStream.range(0, history.authorizations()).mapToObj(history::amounts).toList(),
        limits);
  }

  private List<LimitUsageView> usage(OptionalInt line) {
    return history.limits(line).stream()
        .map(
            limit -> {
              List<Integer> counted = history.countedBy(line, limit, now);
              long used = counted.stream().mapToLong(history::counted).sum();
              boolean endless =
                  limit.window() == LimitWindow.LIFETIME
                      || limit.window() == LimitWindow.PER_AUTHORIZATION;
              SlowCalendar calendar = SlowHistory.calendar(limit);
              return new LimitUsageView(
                  limit.window(),
                  SlowRules.bound(limit.amount()),
                  SlowRules.bound(limit.count()),
                  used,
                  counted.size(),
                  SlowRules.remaining(limit.amount(), used),
                  SlowRules.remaining(limit.count(), counted.size()),
                  endless ? Optional.empty() : Optional.of(calendar.start(limit.window(), now)),
                  calendar.end(limit.window(), now),
                  Objects.requireNonNull(limit.timezone()));
            })
        .toList();
  }
}
