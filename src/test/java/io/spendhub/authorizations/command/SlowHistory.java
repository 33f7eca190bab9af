package io.spendhub.authorizations.command;

import io.spendhub.authorizations.AuthorizationStatus;
import io.spendhub.authorizations.command.Fact.Bought;
import io.spendhub.authorizations.command.Fact.CardBecame;
import io.spendhub.authorizations.command.Fact.Controlled;
import io.spendhub.authorizations.command.Fact.Happened;
import io.spendhub.authorizations.command.Fact.HolderBecame;
import io.spendhub.authorizations.command.Fact.Issued;
import io.spendhub.authorizations.command.Fact.Limited;
import io.spendhub.authorizations.command.Fact.Moved;
import io.spendhub.authorizations.command.Fact.WalletBecame;
import io.spendhub.authorizations.domain.Amounts;
import io.spendhub.authorizations.domain.UnitByUnit;
import io.spendhub.authorizations.domain.UnitByUnit.Beginning;
import io.spendhub.authorizations.domain.UnitByUnit.Unit;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitWindow;
import io.spendhub.shared.Merchant;
import io.spendhub.wallets.WalletStatus;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every figure is found by going through all that ever happened, from the first day. */
final class SlowHistory {
  /** The order in which limits are told. */
  private static final List<LimitWindow> WINDOWS =
      List.of(
          LimitWindow.PER_AUTHORIZATION,
          LimitWindow.DAILY,
          LimitWindow.WEEKLY,
          LimitWindow.MONTHLY,
          LimitWindow.YEARLY,
          LimitWindow.LIFETIME);

  private final List<Fact> facts = new ArrayList<>();

  /** Authorizations as they stand after the facts; forgotten with each further fact of theirs. */
  private final Map<Integer, UnitByUnit> units = new HashMap<>();

  void add(Fact fact) {
    facts.add(fact);
    if (fact instanceof Happened happened) {
      units.remove(happened.authorization());
    }
  }

  int cards() {
    return Math.toIntExact(all(Issued.class).count());
  }

  int authorizations() {
    return Math.toIntExact(all(Bought.class).count());
  }

  Issued card(int card) {
    return all(Issued.class).filter(issued -> issued.card() == card).findFirst().orElseThrow();
  }

  CardStatus cardStatus(int card) {
    return last(CardBecame.class, fact -> fact.card() == card)
        .map(CardBecame::status)
        .orElse(
            card(card).type() == CardType.PHYSICAL
                ? CardStatus.PENDING_ACTIVATION
                : CardStatus.ACTIVE);
  }

  WalletStatus wallet() {
    return last(WalletBecame.class, fact -> true)
        .map(WalletBecame::status)
        .orElse(WalletStatus.ACTIVE);
  }

  boolean holderActive() {
    return last(HolderBecame.class, fact -> true).map(HolderBecame::active).orElse(true);
  }

  CardControls controls(int card) {
    return last(Controlled.class, fact -> fact.card() == card)
        .map(Controlled::controls)
        .orElse(CardControls.NONE);
  }

  /** Limits of a card's line, or of the wallet, in the order in which they are told. */
  List<LimitSpec> limits(OptionalInt line) {
    List<LimitSpec> limits =
        last(Limited.class, fact -> fact.line().equals(line))
            .map(Limited::limits)
            .orElse(List.of());
    return WINDOWS.stream()
        .flatMap(window -> limits.stream().filter(limit -> limit.window() == window))
        .toList();
  }

  Bought purchase(int authorization) {
    return all(Bought.class)
        .filter(bought -> bought.authorization() == authorization)
        .findFirst()
        .orElseThrow();
  }

  /** The merchant of the first purchase of a line; what verified the account bought nothing. */
  Optional<Merchant> firstMerchant(int line) {
    return all(Bought.class)
        .filter(bought -> bought.how() != Beginning.DECLINED)
        .filter(bought -> bought.how() != Beginning.VERIFIED)
        .filter(bought -> card(bought.card()).line() == line)
        .map(Bought::merchant)
        .findFirst();
  }

  UnitByUnit authorization(int place) {
    UnitByUnit known = units.get(place);
    if (known == null) {
      Bought bought = purchase(place);
      known =
          UnitByUnit.after(
              bought.how(),
              Math.toIntExact(bought.amount()),
              all(Happened.class)
                  .filter(fact -> fact.authorization() == place)
                  .map(Happened::move)
                  .toList());
      units.put(place, known);
    }
    return known;
  }

  Amounts amounts(int place) {
    UnitByUnit now = authorization(place);
    Bought bought = purchase(place);
    long approved = bought.how() == Beginning.APPROVED ? bought.amount() : 0;
    return new Amounts(
        AuthorizationStatus.valueOf(now.status()),
        approved,
        now.everHeld() - approved,
        now.count(Unit.HELD),
        now.paid(),
        now.refunds(),
        now.count(Unit.FREED),
        now.count(Unit.PAID_BEYOND_THE_HOLD));
  }

  long posted() {
    long moved = all(Moved.class).mapToLong(Moved::amount).sum();
    long settled = everyAuthorization().mapToLong(each -> each.paid() - each.refunds()).sum();
    return moved - settled;
  }

  long held() {
    return everyAuthorization().mapToLong(each -> each.count(Unit.HELD)).sum();
  }

  long available() {
    return posted() - held();
  }

  /** What an authorization counts in limits. */
  long counted(int place) {
    UnitByUnit now = authorization(place);
    long held = now.count(Unit.HELD);
    return held + now.paid() - now.refunds();
  }

  /** The authorizations that a limit counts in the window of an instant. */
  List<Integer> countedBy(OptionalInt line, LimitSpec limit, Instant at) {
    if (limit.window() == LimitWindow.PER_AUTHORIZATION) {
      return List.of();
    }
    SlowCalendar calendar = calendar(limit);
    Optional<LocalDate> window = calendar.firstDay(limit.window(), at);
    return all(Bought.class)
        .filter(bought -> bought.how() != Beginning.DECLINED)
        .filter(bought -> line.isEmpty() || card(bought.card()).line() == line.getAsInt())
        .filter(bought -> calendar.firstDay(limit.window(), bought.countedAt()).equals(window))
        .map(Bought::authorization)
        .toList();
  }

  static SlowCalendar calendar(LimitSpec limit) {
    DayOfWeek first = limit.weekStart() == null ? DayOfWeek.MONDAY : limit.weekStart();
    return new SlowCalendar(ZoneId.of(Objects.requireNonNull(limit.timezone())), first);
  }

  private Stream<UnitByUnit> everyAuthorization() {
    return all(Bought.class).map(bought -> authorization(bought.authorization()));
  }

  private <F extends Fact> Stream<F> all(Class<F> type) {
    return facts.stream().filter(type::isInstance).map(type::cast);
  }

  private <F extends Fact> Optional<F> last(Class<F> type, Predicate<F> which) {
    return all(type).filter(which).reduce((before, after) -> after);
  }
}
